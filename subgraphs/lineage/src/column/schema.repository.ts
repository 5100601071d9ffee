import { columnId } from '@hotpass/kernel';
import type { ProjectorTx } from '@hotpass/log';
import type { Told } from '../facet/told.ts';
import { slices } from '../projection/slices.ts';
import { sqlTime } from '../projection/sql-time.ts';
import type { NamedColumns } from './named-columns.ts';
import type { SchemaDoc } from './schema-doc.ts';

const missingDocs = `
  select k.hash from unnest($1::uuid[]) as k(hash) where not exists (select from lineage.schema_doc d where d.hash = k.hash)`;

const writeDocs = `
  insert into lineage.schema_doc (hash, fields)
  select k.hash, k.fields from unnest($1::uuid[], $2::text[]) as k(hash, fields)
  on conflict (hash) do nothing`;

/** Answers the datasets whose newest schema is another than before; a null hash is a deleted schema, the least at one time. */
const writeNewest = `
  with told as (
    select k.dataset, k.at, k.hash from unnest($1::text[], $2::timestamptz[], $3::uuid[]) as k(dataset, at, hash)
  ), before as (
    select s.dataset, s.at, s.hash from told k join lineage.dataset_schema s on s.dataset = k.dataset
  ), written as (
    insert into lineage.dataset_schema as s (dataset, at, hash)
    select k.dataset, k.at, k.hash from told k left join before b on b.dataset = k.dataset
    where b.dataset is null or k.at > b.at
       or k.at = b.at and coalesce(k.hash::text, '') collate "C" > coalesce(b.hash::text, '') collate "C"
    on conflict (dataset) do update set at = excluded.at, hash = excluded.hash
    returning s.dataset, s.hash
  )
  select w.dataset, w.hash from written w left join before b on b.dataset = w.dataset
  where b.hash is distinct from w.hash`;

const dropColumns = `
  delete from lineage.dataset_column c
  where c.dataset = any($1::text[]) and c.id <> all($2::text[])`;

const writeColumns = `
  insert into lineage.dataset_column as c (id, dataset, path, ordinal, type, description)
  select k.id, k.dataset, k.path, k.ordinal, k.type, k.description
  from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[]) as k(id, dataset, path, ordinal, type, description)
  on conflict (id) do update set ordinal = excluded.ordinal, type = excluded.type, description = excluded.description
  where (c.ordinal, c.type, c.description) is distinct from (excluded.ordinal, excluded.type, excluded.description)`;

const nameColumns = `
  insert into lineage.named_column (id, dataset, path)
  select k.id, k.dataset, k.path from unnest($1::text[], $2::text[], $3::text[]) as k(id, dataset, path)
  where not exists (select from lineage.named_column c where c.id = k.id)
  on conflict (id) do nothing`;

export interface NewestSchema {
  readonly dataset: string;
  readonly hash: string | null;
}

/** What the projector writes of schemas: `lineage.schema_doc`, `dataset_schema`, `dataset_column` and `named_column`. */
export class SchemaRepository {
  /** Most are there already, and their text may be long. */
  async writeDocs(tx: ProjectorTx, docs: readonly SchemaDoc[]): Promise<void> {
    const hashes = docs.map((doc) => doc.hash);
    const found = await tx.query<{ hash: string }>({ name: 'lineage.schema_doc.missing', text: missingDocs, values: [hashes] });
    if (found.length === 0) return;
    const missing = new Set(found.map((row) => row.hash));
    const written = docs.filter((doc) => missing.has(doc.hash));
    const values = [written.map((doc) => doc.hash), written.map((doc) => doc.text)];
    await tx.query({ name: 'lineage.schema_doc.write', text: writeDocs, values });
  }

  /** Empty text stands for a deleted schema. */
  writeNewest(tx: ProjectorTx, schemas: ReadonlyMap<string, Told<string>>): Promise<NewestSchema[]> {
    const told = [...schemas.values()];
    const values = [[...schemas.keys()], told.map(({ at }) => sqlTime(at)), told.map(({ value }) => (value === '' ? null : value))];
    return tx.query<NewestSchema>({ name: 'lineage.dataset_schema.write', text: writeNewest, values });
  }

  /** Puts these columns in place of all that each dataset had. */
  async replaceColumns(tx: ProjectorTx, schemas: ReadonlyMap<string, SchemaDoc | null>): Promise<void> {
    const rows = [...schemas].flatMap(([dataset, schema]) =>
      (schema?.columns ?? []).map((column, i) => ({ id: columnId(dataset, column.path), dataset, ordinal: i + 1, ...column })),
    );
    const datasets = [...schemas.keys()];
    await tx.query({ name: 'lineage.dataset_column.drop', text: dropColumns, values: [datasets, rows.map((row) => row.id)] });
    if (rows.length === 0) return;
    for (const slice of slices(rows)) {
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
