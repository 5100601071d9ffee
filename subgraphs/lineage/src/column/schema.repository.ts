import { columnId } from '@hotpass/kernel';
import type { ProjectorTx } from '@hotpass/log';
import { slices } from '../projection/slices.ts';
import { fromSqlTime, sqlTime } from '../projection/sql-time.ts';
import type { NamedColumns } from './named-columns.ts';
import type { SchemaDoc } from './schema-doc.ts';

// `offset 0` keeps a lookup of each key: as a join, planned while the table is empty, it would read all keys for each.
const missingDocs = `
  select k.hash from unnest($1::uuid[]) as k(hash)
  where not exists (select from lineage.schema_doc d where d.hash = k.hash offset 0)`;

const writeDocs = `
  insert into lineage.schema_doc (hash, fields)
  select k.hash, k.fields from unnest($1::uuid[], $2::text[]) as k(hash, fields)
  on conflict (hash) do nothing`;

const readNewest = `
  select s.dataset, s.at, s.hash from unnest($1::text[]) as k(dataset) join lineage.dataset_schema s on s.dataset = k.dataset`;

const writeNewest = `
  insert into lineage.dataset_schema as s (dataset, at, hash)
  select k.dataset, k.at, k.hash from unnest($1::text[], $2::timestamptz[], $3::uuid[]) as k(dataset, at, hash)
  on conflict (dataset) do update set at = excluded.at, hash = excluded.hash`;

const readColumns = `
  select c.id, c.dataset, c.path, c.ordinal, c.type, c.description
  from unnest($1::text[]) as k(dataset) join lineage.dataset_column c on c.dataset = k.dataset`;

const dropColumns = `
  delete from lineage.dataset_column c using unnest($1::text[]) as k(id) where c.id = k.id`;

const writeColumns = `
  insert into lineage.dataset_column as c (id, dataset, path, ordinal, type, description)
  select k.id, k.dataset, k.path, k.ordinal, k.type, k.description
  from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[]) as k(id, dataset, path, ordinal, type, description)
  on conflict (id) do update set ordinal = excluded.ordinal, type = excluded.type, description = excluded.description`;

const nameColumns = `
  insert into lineage.named_column (id, dataset, path)
  select k.id, k.dataset, k.path from unnest($1::text[], $2::text[], $3::text[]) as k(id, dataset, path)
  where not exists (select from lineage.named_column c where c.id = k.id offset 0)
  on conflict (id) do nothing`;

/** The newest schema of a dataset; hash is null when it was deleted. */
export interface NewestSchema {
  readonly dataset: string;
  readonly at: number;
  readonly hash: string | null;
}

/** A row of `lineage.dataset_column`. */
export interface StoredColumn {
  readonly id: string;
  readonly dataset: string;
  readonly path: string;
  readonly ordinal: number;
  readonly type: string | null;
  readonly description: string | null;
}

/** What the projector writes of schemas: `lineage.schema_doc`, `dataset_schema`, `dataset_column` and `named_column`. */
export class SchemaRepository {
  /** Most are there already, and their text may be long. */
  async writeDocs(tx: ProjectorTx, docs: readonly SchemaDoc[]): Promise<void> {
    for (const slice of slices(docs)) {
      const hashes = slice.map((doc) => doc.hash);
      const found = await tx.query<{ hash: string }>({ name: 'lineage.schema_doc.missing', text: missingDocs, values: [hashes] });
      if (found.length === 0) continue;
      const missing = new Set(found.map((row) => row.hash));
      const written = slice.filter((doc) => missing.has(doc.hash));
      const values = [written.map((doc) => doc.hash), written.map((doc) => doc.text)];
      await tx.query({ name: 'lineage.schema_doc.write', text: writeDocs, values });
    }
  }

  async readNewest(tx: ProjectorTx, datasets: readonly string[]): Promise<NewestSchema[]> {
    const newest: NewestSchema[] = [];
    for (const slice of slices(datasets)) {
      const statement = { name: 'lineage.dataset_schema.read', text: readNewest, values: [slice] };
      const rows = await tx.query<{ dataset: string; at: Date; hash: string | null }>(statement);
      for (const row of rows) newest.push({ ...row, at: fromSqlTime(row.at) });
    }
    return newest;
  }

  async writeNewest(tx: ProjectorTx, schemas: readonly NewestSchema[]): Promise<void> {
    for (const slice of slices(schemas)) {
      const values = [slice.map((schema) => schema.dataset), slice.map(({ at }) => sqlTime(at)), slice.map((schema) => schema.hash)];
      await tx.query({ name: 'lineage.dataset_schema.write', text: writeNewest, values });
    }
  }

  async readColumns(tx: ProjectorTx, datasets: readonly string[]): Promise<StoredColumn[]> {
    const columns: StoredColumn[] = [];
    for (const slice of slices(datasets)) {
      const rows = await tx.query<StoredColumn>({ name: 'lineage.dataset_column.read', text: readColumns, values: [slice] });
      for (const row of rows) columns.push(row);
    }
    return columns;
  }

  async dropColumns(tx: ProjectorTx, ids: readonly string[]): Promise<void> {
    for (const slice of slices(ids)) await tx.query({ name: 'lineage.dataset_column.drop', text: dropColumns, values: [slice] });
  }

  async writeColumns(tx: ProjectorTx, columns: readonly StoredColumn[]): Promise<void> {
    for (const slice of slices(columns)) {
      const values = [
        slice.map((row) => row.id),
        slice.map((row) => row.dataset),
        slice.map((row) => row.path),
        slice.map((row) => row.ordinal),
        slice.map((row) => row.type),
        slice.map((row) => row.description),
      ];
      await tx.query({ name: 'lineage.dataset_column.write', text: writeColumns, values });
    }
  }

  /** Remembers columns that column lineage names; most are known. */
  async nameColumns(tx: ProjectorTx, columns: NamedColumns): Promise<void> {
    const rows = [...columns].flatMap(([dataset, paths]) => [...paths].map((path) => ({ id: columnId(dataset, path), dataset, path })));
    for (const slice of slices(rows)) {
      const values = [slice.map((row) => row.id), slice.map((row) => row.dataset), slice.map((row) => row.path)];
      await tx.query({ name: 'lineage.named_column.write', text: nameColumns, values });
    }
  }
}
