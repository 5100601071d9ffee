import type { Principal } from '@hotpass/kernel';
import type { Database } from '@hotpass/log';
import type { SchemaColumn } from '@hotpass/openlineage';
import DataLoader from 'dataloader';
import { columnsOfText } from '../column/schema-doc.ts';
import { inOrder, pagesOf } from '../node/in-order.ts';
import { lineageCursor } from '../projectors/lineage-cursor.ts';
import type { VersionPageRequest, VersionRepository, VersionRow } from './version.repository.ts';

interface VersionPage {
  readonly rows: readonly VersionRow[];
  readonly hasNextPage: boolean;
  /** Place in the log the page shows. */
  readonly cursor: string;
}

export interface VersionLoaders {
  readonly version: DataLoader<string, VersionRow | null>;
  readonly versionsOfDataset: DataLoader<VersionPageRequest, VersionPage, string>;
  /** Hash of the schema a version followed. */
  readonly schemaBefore: DataLoader<VersionRow, string | null, string>;
  /** Columns of a schema by its hash. */
  readonly schema: DataLoader<string, readonly SchemaColumn[] | null>;
}

export function versionLoaders(database: Database, versions: VersionRepository, principal: Principal): VersionLoaders {
  return {
    version: new DataLoader(async (ids) => inOrder(ids, await database.read(principal, (tx) => versions.byIds(tx, ids)))),
    versionsOfDataset: new DataLoader(
      (requests) =>
        database.read(principal, async (tx) => {
          const pages = pagesOf(requests, await versions.pages(tx, requests));
          const cursor = await lineageCursor(tx);
          return pages.map((page) => ({ ...page, cursor }));
        }),
      { cacheKeyFn: (request) => JSON.stringify(request) },
    ),
    schemaBefore: new DataLoader(
      async (rows) => {
        const found = await database.read(principal, (tx) => versions.schemasBefore(tx, rows));
        const hashes = new Map(found.map(({ n, hash }) => [n, hash]));
        return rows.map((_, i) => hashes.get(i + 1) ?? null);
      },
      { cacheKeyFn: (row) => row.id },
    ),
    schema: new DataLoader(async (hashes) => {
      const rows = await database.read(principal, (tx) => versions.schemas(tx, hashes));
      const byHash = new Map(rows.map(({ hash, text }) => [hash, columnsOfText(text)]));
      return hashes.map((hash) => byHash.get(hash) ?? null);
    }),
  };
}
