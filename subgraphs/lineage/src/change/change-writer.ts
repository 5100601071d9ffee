import { datasetId } from '@hotpass/kernel';
import type { ProjectorTx } from '@hotpass/log';
import { datasetsOf } from '@hotpass/openlineage';
import { slices } from '../projection/slices.ts';
import { sqlTime } from '../projection/sql-time.ts';
import type { CatalogPart } from '../projectors/catalog.projector.ts';
import { schemaChanges, vertexChanges } from './change-facts.ts';
import type { ToldSchema, VertexChange } from './change-facts.ts';

/** `offset 0`: each row is looked up by its key, also by a plan made while the table was empty. */
const writeChanges = `
  insert into lineage.graph_change (position, kind, entity, told_by, at)
  select k.* from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::timestamptz[]) k(position, kind, entity, told_by, at)
  where not exists (select from lineage.graph_change c where c.entity = k.entity and c.kind = k.kind and c.told_by = k.told_by offset 0)
  on conflict do nothing`;

const writeSchemas = `
  insert into lineage.told_schema as s (dataset, hash, at)
  select * from unnest($1::text[], $2::uuid[], $3::timestamptz[])
  on conflict (dataset) do update set hash = excluded.hash, at = excluded.at`;

/** What became known of vertices, by the entries that told it. */
export const changeWriter: CatalogPart = {
  async project(tx, events, docs) {
    const told = events.flatMap(({ event }) => datasetsOf(event).filter(({ facets }) => docs.of(facets['schema']) !== null));
    const before = await knownSchemas(tx, [...new Set(told.map(({ namespace, name }) => datasetId(namespace, name)))]);
    const known = new Map(before);
    const changes = [...vertexChanges(events), ...schemaChanges(events, docs, known)];
    const learned = [...known.values()].filter((schema) => before.get(schema.dataset) !== schema);
    await Promise.all([insertChanges(tx, changes), saveSchemas(tx, learned)]);
  },
  async reset(tx) {
    await tx.query({ text: 'truncate lineage.graph_change, lineage.told_schema' });
  },
};

async function knownSchemas(tx: ProjectorTx, datasets: readonly string[]): Promise<Map<string, ToldSchema>> {
  if (datasets.length === 0) return new Map();
  const rows = await tx.query<{ dataset: string; hash: string; at: Date }>({
    name: 'lineage.told_schema.find',
    text: `select dataset, hash, at from lineage.told_schema where dataset = any($1::text[])`,
    values: [datasets],
  });
  return new Map(rows.map(({ dataset, hash, at }) => [dataset, { dataset, hash, at: at.getTime() }]));
}

async function insertChanges(tx: ProjectorTx, changes: readonly VertexChange[]): Promise<void> {
  for (const slice of changes.length === 0 ? [] : slices(changes)) {
    await tx.query({
      name: 'lineage.graph_change.write',
      text: writeChanges,
      values: [
        slice.map(({ position }) => position),
        slice.map(({ kind }) => kind),
        slice.map(({ entity }) => entity),
        slice.map(({ toldBy }) => toldBy),
        slice.map(({ at }) => sqlTime(at)),
      ],
    });
  }
}

async function saveSchemas(tx: ProjectorTx, schemas: readonly ToldSchema[]): Promise<void> {
  for (const slice of schemas.length === 0 ? [] : slices(schemas)) {
    await tx.query({
      name: 'lineage.told_schema.write',
      text: writeSchemas,
      values: [slice.map(({ dataset }) => dataset), slice.map(({ hash }) => hash), slice.map(({ at }) => sqlTime(at))],
    });
  }
}
