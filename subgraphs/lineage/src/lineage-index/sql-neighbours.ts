import type { ReadTx } from '@hotpass/log';
import { neighboursBound } from './lineage-index.ts';
import type { Neighbour, Neighbours, NeighboursQuery } from './lineage-index.ts';
import { readVertex } from './sql-vertex.ts';

interface NeighboursRow {
  readonly near: string;
  readonly total: string;
  readonly page: readonly Neighbour[];
}

/** One step of the walk that slices take, without their limit on the neighbours of one vertex. */
const neighbours = `
  with near as materialized (
    select w.uid as id, w.kind, w.namespace, w.name, w.downstream_degree as uses
    from lineage.walk($1, case when $2 then 1 else 0 end, case when $2 then 0 else 1 end, $3, $3, $3, false, null, $4, $5, null, null) w
    where w.hop <> 0
  ), found as (
    select * from near n where $6::text is null or strpos(lower(n.name), lower($6)) > 0
  ), listed as (
    select * from found f
    where $8::bigint is null
       or (-f.uses, f.name collate "C", f.id collate "C") > (-$8::bigint, $9::text collate "C", $10::text collate "C")
    order by f.uses desc, f.name collate "C", f.id collate "C" limit $7
  )
  select (select count(*) from near) as near, (select count(*) from found) as total,
         coalesce((select json_agg(json_build_object('id', l.id, 'kind', l.kind, 'namespace', l.namespace, 'name', l.name, 'uses', l.uses)
                                   order by l.uses desc, l.name collate "C", l.id collate "C") from listed l), '[]') as page`;

/** Statements carry no name: only planned with their values do they use the partial indexes on current rows. */
export async function readNeighbours(tx: ReadTx, query: NeighboursQuery): Promise<Neighbours | null> {
  const { direction, text, pageSize, after, validAt, knownAt } = query;
  const root = await readVertex(tx, query.rootId, query);
  if (!root) return null;
  const values = [
    root.node,
    direction === 'UPSTREAM',
    // The root is one of the walk's vertices.
    neighboursBound + 1,
    validAt ?? null,
    knownAt ?? null,
    text,
    pageSize + 1,
    after?.uses ?? null,
    after?.name ?? null,
    after?.id ?? null,
  ];
  const [row] = await tx.query<NeighboursRow>({ text: neighbours, values });
  const { near, total, page } = row!;
  return {
    neighbours: page.slice(0, pageSize),
    total: Number(total),
    hasNextPage: page.length > pageSize,
    complete: Number(near) < neighboursBound,
  };
}
