import type { DisplayGraph } from '../lineage-graph/display-graph.ts';

/** What hovering lifts: the vertex or edge itself and everything that touches it. */
export function neighbourhood(graph: Pick<DisplayGraph, 'edges'>, id: string): ReadonlySet<string> {
  const lifted = new Set([id]);
  const edge = graph.edges.get(id);
  if (edge) return lifted.add(edge.sourceId).add(edge.targetId);
  for (const { id: edgeId, sourceId, targetId } of graph.edges.values()) {
    if (sourceId === id) lifted.add(edgeId).add(targetId);
    else if (targetId === id) lifted.add(edgeId).add(sourceId);
  }
  return lifted;
}
