import type { ReadTx } from '@hotpass/log';
import type { Basis } from '../projection/latest.ts';
import { assembleSlice } from './assemble-slice.ts';
import { fanOutLimit, visitLimit } from './lineage-index.ts';
import type { Slice, SliceEdge, SliceNode, SliceQuery, View } from './lineage-index.ts';

interface WalkRow extends Pick<SliceNode, 'kind' | 'namespace' | 'name' | 'hop'> {
  readonly node: string;
  readonly uid: string;
  readonly upstream_degree: string;
  readonly downstream_degree: string;
  readonly truncated: boolean;
}

/** The graph has two kinds of vertices, so a step between two of one kind is two edges. */
const hopsPerStep = 2;

const walk = `
  select w.*
  from lineage.node asked
  left join lineage.alias_at($9, $10) a on a.member = asked.id
  cross join lateral lineage.walk(coalesce(a.representative, asked.id), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) w
  where asked.uid = $1
  order by abs(w.hop), w.hop, w.kind, w.uid`;

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
  select r.source, r.target, (array['COMPLETED', 'RUNNING', 'FAILED', 'DECLARED'])[min(r.rank)] as basis
  from ranked r group by r.source, r.target
  order by r.source, r.target`;
}

const latestEdges = between('x.dst, x.basis', 'lineage.edge_at($3, $4) x');
const cumulativeEdges = between(
  'x.dst, t.basis',
  'lineage.seen_at($5, $3, $4) x cross join lateral lineage.told_by(x.src, x.dst, x.job, $5, least($3, x.last_seen)) t',
);

/** Statements carry no name: only planned with their values do they use the partial indexes on current rows. */
export async function readSlice(tx: ReadTx, query: SliceQuery): Promise<Slice | null> {
  const { validAt, knownAt, cumulative, since, maxNodes, namespaces, tags } = query;
  const isFiltered = namespaces !== undefined || tags !== undefined;
  const rows = await tx.query<WalkRow>({
    text: walk,
    values: [
      query.rootId,
      query.upstreamDepth * hopsPerStep,
      query.downstreamDepth * hopsPerStep,
      maxNodes,
      isFiltered ? visitLimit : maxNodes,
      fanOutLimit,
      cumulative ?? false,
      since ?? null,
      validAt ?? null,
      knownAt ?? null,
      namespaces ?? null,
      tags ?? null,
    ],
  });
  const [root] = rows;
  if (root === undefined) return null;
  return assembleSlice(
    rows.map((row) => ({
      id: row.uid,
      kind: row.kind,
      namespace: row.namespace,
      name: row.name,
      hop: row.hop,
      upstreamDegree: Number(row.upstream_degree),
      downstreamDegree: Number(row.downstream_degree),
    })),
    await edgesBetween(tx, rows, query),
    root.truncated,
  );
}

async function edgesBetween(tx: ReadTx, rows: readonly WalkRow[], view: View): Promise<SliceEdge[]> {
  const values = [rows.map((row) => row.node), rows.map((row) => row.uid), view.validAt ?? null, view.knownAt ?? null];
  const edges = await tx.query<{ source: string; target: string; basis: Basis }>(
    view.cumulative ? { text: cumulativeEdges, values: [...values, view.since ?? null] } : { text: latestEdges, values },
  );
  return edges.map(({ source, target, basis }) => ({ sourceId: source, targetId: target, basis }));
}
