import type { ReadTx } from '@hotpass/log';
import type { SliceEdge, View } from './lineage-index.ts';

/** A vertex as the tables know it. */
export interface EdgeEnd {
  readonly node: string;
  readonly uid: string;
}

/** Of several edges between the names of two vertices, the strongest evidence; a job decides each of its sides as a whole. */
function between(columns: string, pairs: string): string {
  return `
  with shown as materialized (
    select k.node, k.uid, m.member
    from unnest($1::bigint[], $2::text[]) as k(node, uid) cross join lateral lineage.members_of(k.node, $3, $4) as m(member)
  ), ranked as (
    select s.uid as source, t.uid as target, array_position(array['COMPLETED', 'RUNNING', 'FAILED', 'DECLARED'], e.basis) as rank
    from shown s
    cross join lateral (select ${columns} from ${pairs} where x.src = s.member) e
    join shown t on t.member = e.dst
  )
  select r.source as "sourceId", r.target as "targetId", (array['COMPLETED', 'RUNNING', 'FAILED', 'DECLARED'])[min(r.rank)] as basis
  from ranked r group by r.source, r.target
  order by r.source collate "C", r.target collate "C"`;
}

const latest = between('x.dst, x.basis', 'lineage.edge_at($3, $4) x');
const cumulative = between(
  'x.dst, t.basis',
  'lineage.seen_at($5, $3, $4) x cross join lateral lineage.told_by(x.src, x.dst, x.job, $5, least($3, x.last_seen)) t',
);

/** All edges of a view between some vertices, by (source, target). */
export function readEdges(tx: ReadTx, vertices: readonly EdgeEnd[], view: View): Promise<SliceEdge[]> {
  const ends = [vertices.map((vertex) => vertex.node), vertices.map((vertex) => vertex.uid)];
  const values = [...ends, view.validAt ?? null, view.knownAt ?? null];
  return tx.query<SliceEdge>(view.cumulative ? { text: cumulative, values: [...values, view.since ?? null] } : { text: latest, values });
}
