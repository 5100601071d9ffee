import type { ColumnDependency, ColumnTrace, ColumnTraceQuery, TracedColumnEdge } from '../../src/lineage-index/lineage-index.ts';
import { compare, textOf, touches } from './naive-columns.ts';
import type { NaiveGraph } from './naive-graph.ts';

export function traceOf(
  graph: NaiveGraph,
  { datasetId, column, direction, maxEdges, maxHops = Infinity }: ColumnTraceQuery,
): ColumnTrace | null {
  if (graph.nodes.get(datasetId)?.kind !== 'dataset') return null;
  const rootId = graph.vertex(datasetId);
  const found: TracedColumnEdge[] = [];
  const visited = new Set([JSON.stringify([rootId, column])]);
  let frontier: (readonly [string, string | null])[] = [[rootId, column]];
  for (let hop = 1; hop <= maxHops && frontier.length > 0; hop += 1) {
    const fresh = graph.columnEdges.filter(
      (edge) => !found.some((one) => sameDependency(one, edge)) && frontier.some((state) => touches(state, edge, direction)),
    );
    found.push(...fresh.map((edge) => ({ ...edge, hop })).toSorted(byText));
    const far = fresh.map((edge) =>
      direction === 'UPSTREAM' ? ([edge.sourceId, edge.sourceColumn] as const) : ([edge.targetId, edge.targetColumn] as const),
    );
    frontier = far.filter((state) => !visited.has(JSON.stringify(state)));
    for (const state of frontier) visited.add(JSON.stringify(state));
  }
  return { rootId, edges: found.slice(0, maxEdges), truncated: found.length > maxEdges };
}

function sameDependency(a: ColumnDependency, b: ColumnDependency): boolean {
  return textOf(a) === textOf(b);
}

/** By what they join; a null after every text. */
function byText(a: ColumnDependency, b: ColumnDependency): number {
  const keys = (edge: ColumnDependency): (string | null)[] => [
    ...[edge.sourceId, edge.sourceColumn, edge.targetId, edge.targetColumn, edge.jobId],
    ...[edge.type, edge.subtype, String(edge.masking), edge.rule],
  ];
  const others = keys(b);
  return keys(a).reduce(
    (order, key, i) =>
      order || (key === null || others[i] === null ? Number(key === null) - Number(others[i] === null) : compare(key, others[i]!)),
    0,
  );
}
