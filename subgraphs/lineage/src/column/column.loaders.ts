import type { Principal } from '@hotpass/kernel';
import type { Database } from '@hotpass/log';
import DataLoader from 'dataloader';
import { inOrder, pagesOf } from '../node/in-order.ts';
import { lineageCursor } from '../projectors/lineage-cursor.ts';
import type { ColumnTagRepository, ColumnTagRow } from './column-tag.repository.ts';
import type { ColumnPageRequest, ColumnRepository, ColumnRow } from './column.repository.ts';

interface ColumnPage {
  readonly rows: readonly ColumnRow[];
  readonly hasNextPage: boolean;
  /** Place in the log the page shows. */
  readonly cursor: string;
}

export interface ColumnLoaders {
  readonly column: DataLoader<string, ColumnRow | null>;
  readonly columnsOfDataset: DataLoader<ColumnPageRequest, ColumnPage, string>;
  readonly columnCount: DataLoader<string, number>;
  /** What columns of a dataset are tagged with, those of most columns first. */
  readonly columnTags: DataLoader<string, readonly ColumnTagRow[]>;
  /** Ids of all names of a dataset, its own first; those of others only for the one that represents them. */
  readonly namesOfDataset: DataLoader<string, readonly string[]>;
}

/** What a list of tags shows at most. */
const shownTags = 100;

export interface ColumnRepositories {
  readonly columns: ColumnRepository;
  readonly columnTags: ColumnTagRepository;
}

export function columnLoaders(database: Database, { columns, columnTags }: ColumnRepositories, principal: Principal): ColumnLoaders {
  return {
    column: new DataLoader(async (ids) => inOrder(ids, await database.read(principal, (tx) => columns.byIds(tx, ids)))),
    columnsOfDataset: new DataLoader(
      (requests) =>
        database.read(principal, async (tx) => {
          const pages = pagesOf(requests, await columns.pages(tx, requests));
          const cursor = await lineageCursor(tx);
          return pages.map((page) => ({ ...page, cursor }));
        }),
      { cacheKeyFn: (request) => JSON.stringify(request) },
    ),
    columnCount: new DataLoader(async (datasets) => {
      const rows = await database.read(principal, (tx) => columns.counts(tx, datasets));
      const byDataset = new Map(rows.map((row) => [row.dataset, row.count]));
      return datasets.map((dataset) => byDataset.get(dataset) ?? 0);
    }),
    columnTags: new DataLoader(async (datasets) => {
      const rows = await database.read(principal, (tx) => columnTags.ofDatasets(tx, datasets, shownTags));
      const byDataset = Map.groupBy(rows, ({ dataset }) => dataset);
      return datasets.map((dataset) => byDataset.get(dataset) ?? []);
    }),
    namesOfDataset: new DataLoader(async (datasets) => {
      const rows = await database.read(principal, (tx) => columns.names(tx, datasets));
      const byId = new Map(rows.map((row) => [row.entity, row.names]));
      return datasets.map((dataset) => byId.get(dataset) ?? [dataset]);
    }),
  };
}
