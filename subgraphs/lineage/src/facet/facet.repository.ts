import type { ProjectorTx, ReadTx } from '@hotpass/log';
import { isName } from '@hotpass/openlineage';
import { fromSqlTime, sqlTime } from '../projection/sql-time.ts';
import { slices } from '../projection/slices.ts';
import { allFitting, boundedSql, fitsSql } from './bounded-text.ts';

/** The newest facet of an entity and name, as it is held. hash is null where it was deleted. */
export interface HeldFacet {
  readonly entity: string;
  readonly name: string;
  readonly at: number;
  readonly hash: string | null;
}

interface HeldRow {
  readonly entity: string;
  readonly name: string;
  readonly at: Date;
  readonly hash: string | null;
}

/** A facet that is there. */
export interface FacetRow {
  readonly entity: string;
  readonly name: string;
  readonly doc: string;
  /** False when all that was asked for is too large together. */
  readonly fits: boolean;
}

/** Which facets of an entity: those named, or all, at most so many by name. */
export interface FacetsRequest {
  readonly entity: string;
  readonly names: readonly string[] | null;
  readonly limit: number;
}

const readHeld = `
  select f.entity, f.name, f.at, f.hash
  from unnest($1::text[], $2::text[]) as k(entity, name)
  join lineage.entity_facet f on f.entity = k.entity and f.name = k.name`;

const writeHeld = `
  insert into lineage.entity_facet as f (entity, name, at, hash)
  select k.entity, k.name, k.at, k.hash
  from unnest($1::text[], $2::text[], $3::timestamptz[], $4::uuid[]) as k(entity, name, at, hash)
  on conflict (entity, name) do update set at = excluded.at, hash = excluded.hash`;

const readDocs = 'select hash, doc from lineage.facet_doc where hash = any($1::uuid[])';

const writeDocs = `
  insert into lineage.facet_doc (hash, doc)
  select k.hash, k.doc from unnest($1::uuid[], $2::text[]) as k(hash, doc)
  on conflict (hash) do nothing`;

// `offset 0` keeps a lookup of each document: as a join, planned while the table is empty, it would read all facets for each.
const dropDocs = `
  delete from lineage.facet_doc d
  where d.hash = any($1::uuid[]) and not exists (select from lineage.entity_facet f where f.hash = d.hash offset 0)`;

/** Of all names of a dataset (`lineage.same_as`) the newest counts, its own before another's at one time. */
const newest = (of: string, more: string): string => `
    select distinct on (f.name) f.name, f.hash
    from lineage.same_as(${of}) as s(id) join lineage.entity_facet f on f.entity = s.id ${more}
    order by f.name, f.at desc, f.entity = ${of} desc, f.entity`;

const ofEntities = `
  select k.n::int as n, k.entity, f.name, ${fitsSql('d.doc')} as fits, ${boundedSql('d.doc')} as doc
  from unnest($1::text[], $2::text[], $3::int[]) with ordinality as k(entity, names, size, n)
  cross join lateral (
    select x.name, x.hash from (
      ${newest('k.entity', 'and (k.names is null or f.name = any(array(select json_array_elements_text(k.names::json))))')}
    ) x
    where x.hash is not null order by x.name limit k.size
  ) f
  join lineage.facet_doc d on d.hash = f.hash
  order by k.n, f.name`;

const byName = `
  select k.entity, k.name, ${fitsSql('d.doc')} as fits, ${boundedSql('d.doc')} as doc
  from unnest($1::text[], $2::text[]) as k(entity, name)
  cross join lateral (${newest('k.entity', 'and f.name = k.name')}) f
  join lineage.facet_doc d on d.hash = f.hash`;

const counts = `
  select k.entity, (select count(x.hash) from (${newest('k.entity', '')}) x)::int as count from unnest($1::text[]) as k(entity)`;

/** Every query on `lineage.entity_facet` and `lineage.facet_doc`. */
export class FacetRepository {
  async readHeld(tx: ProjectorTx, keys: readonly { readonly entity: string; readonly name: string }[]): Promise<HeldFacet[]> {
    const held: HeldFacet[] = [];
    for (const slice of slices(keys)) {
      const values = [slice.map((key) => key.entity), slice.map((key) => key.name)];
      const rows = await tx.query<HeldRow>({ name: 'lineage.entity_facet.read', text: readHeld, values });
      for (const row of rows) held.push({ ...row, at: fromSqlTime(row.at) });
    }
    return held;
  }

  async writeHeld(tx: ProjectorTx, facets: readonly HeldFacet[]): Promise<void> {
    for (const slice of slices(facets)) {
      const values = [
        slice.map((facet) => facet.entity),
        slice.map((facet) => facet.name),
        slice.map((facet) => sqlTime(facet.at)),
        slice.map((facet) => facet.hash),
      ];
      await tx.query({ name: 'lineage.entity_facet.write', text: writeHeld, values });
    }
  }

  async readDocs(tx: ProjectorTx, hashes: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.query<{ hash: string; doc: string }>({ name: 'lineage.facet_doc.read', text: readDocs, values: [hashes] });
    return new Map(rows.map((row) => [row.hash, row.doc]));
  }

  async writeDocs(tx: ProjectorTx, docs: ReadonlyMap<string, string>): Promise<void> {
    for (const slice of slices([...docs])) {
      const values = [slice.map(([hash]) => hash), slice.map(([, doc]) => doc)];
      await tx.query({ name: 'lineage.facet_doc.write', text: writeDocs, values });
    }
  }

  /** Removes those of the documents that are no entity's any more. */
  async dropDocs(tx: ProjectorTx, hashes: readonly string[]): Promise<void> {
    for (const slice of slices(hashes)) await tx.query({ name: 'lineage.facet_doc.drop', text: dropDocs, values: [slice] });
  }

  /** `n` says which request a row belongs to, from 1. @throws LimitExceededError when they are too large together. */
  async ofEntities(tx: ReadTx, requests: readonly FacetsRequest[]): Promise<readonly (FacetRow & { readonly n: number })[]> {
    const values = [
      requests.map((request) => request.entity),
      requests.map((request) => request.names && JSON.stringify(request.names.filter(isName))),
      requests.map((request) => request.limit),
    ];
    return allFitting(await tx.query<FacetRow & { readonly n: number }>({ text: ofEntities, values }));
  }

  /** @throws LimitExceededError when they are too large together. */
  async byName(tx: ReadTx, keys: readonly { readonly entity: string; readonly name: string }[]): Promise<readonly FacetRow[]> {
    const named = keys.filter((key) => isName(key.name));
    const values = [named.map((key) => key.entity), named.map((key) => key.name)];
    return allFitting(await tx.query<FacetRow>({ text: byName, values }));
  }

  counts(tx: ReadTx, entities: readonly string[]): Promise<{ readonly entity: string; readonly count: number }[]> {
    return tx.query({ text: counts, values: [entities] });
  }
}
