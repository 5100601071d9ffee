import type { ReadTx } from '@hotpass/log';
import type { ColumnTrace, ColumnTraceQuery, TracedColumnEdge } from './lineage-index.ts';
import { readVertex } from './sql-vertex.ts';

/** Far beyond any path of a graph; a trace ends when it finds nothing new. */
export const anyHops = 1_000_000;

const trace = `
  select t.hop, s.uid as "sourceId", (t.edge).src_column as "sourceColumn", d.uid as "targetId", (t.edge).dst_column as "targetColumn",
         j.uid as "jobId", (t.edge).type, (t.edge).subtype, (t.edge).masking, (t.edge).rule,
         (array['COMPLETED', 'RUNNING', 'FAILED', 'DECLARED'])[(t.edge).basis_rank] as basis
  from lineage.trace_columns($1, $2, $3, $4, $5, null, $6, $7) with ordinality as t(hop, edge, n)
  join lineage.node s on s.id = (t.edge).src
  join lineage.node d on d.id = (t.edge).dst
  left join lineage.node j on j.id = (t.edge).job
  order by t.n`;

export async function readColumnTrace(tx: ReadTx, query: ColumnTraceQuery): Promise<ColumnTrace | null> {
  const { column, maxEdges, validAt, knownAt } = query;
  const dataset = await readVertex(tx, query.datasetId, query);
  if (dataset?.kind !== 'dataset') return null;
  const bounds = [query.direction === 'UPSTREAM', query.maxHops ?? anyHops, maxEdges + 1];
  const values = [dataset.node, column, ...bounds, validAt ?? null, knownAt ?? null];
  const edges = await tx.query<TracedColumnEdge>({ text: trace, values });
  return { rootId: dataset.id, edges: edges.slice(0, maxEdges), truncated: edges.length > maxEdges };
}
