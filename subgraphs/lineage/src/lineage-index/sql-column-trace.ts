import type { ReadTx } from '@hotpass/log';
import type { ColumnTrace, ColumnTraceQuery, TracedColumnEdge } from './lineage-index.ts';

/** Far beyond any path of a graph; a trace ends when it finds nothing new. */
const anyHops = 1_000_000;

const root = `
  select r.id, r.uid from lineage.node asked
  left join lineage.alias_at($2, $3) a on a.member = asked.id
  join lineage.node r on r.id = coalesce(a.representative, asked.id)
  where asked.uid = $1 and asked.kind = 'dataset'`;

const trace = `
  select t.hop, s.uid as "sourceId", (t.edge).src_column as "sourceColumn", d.uid as "targetId", (t.edge).dst_column as "targetColumn",
         j.uid as "jobId", (t.edge).type, (t.edge).subtype, (t.edge).masking, (t.edge).rule,
         (array['COMPLETED', 'RUNNING', 'FAILED', 'DECLARED'])[(t.edge).basis_rank] as basis
  from lineage.trace_columns($1, $2, $3, $4, $5, $6, $7) with ordinality as t(hop, edge, n)
  join lineage.node s on s.id = (t.edge).src
  join lineage.node d on d.id = (t.edge).dst
  left join lineage.node j on j.id = (t.edge).job
  order by t.n`;

export async function readColumnTrace(tx: ReadTx, query: ColumnTraceQuery): Promise<ColumnTrace | null> {
  const { maxEdges } = query;
  const instant = [query.validAt ?? null, query.knownAt ?? null];
  const [dataset] = await tx.query<{ id: string; uid: string }>({ text: root, values: [query.datasetId, ...instant] });
  if (!dataset) return null;
  const values = [dataset.id, query.column, query.direction === 'UPSTREAM', query.maxHops ?? anyHops, maxEdges + 1, ...instant];
  const edges = await tx.query<TracedColumnEdge>({ text: trace, values });
  return { rootId: dataset.uid, edges: edges.slice(0, maxEdges), truncated: edges.length > maxEdges };
}
