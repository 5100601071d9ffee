import type { GraphTopology } from '../lineage-graph/model.ts';

/** What hovering lifts: the vertex or edge itself and everything that touches it. */
export function neighbourhood(topology: GraphTopology, id: string): ReadonlySet<string> {
  const lifted = new Set([id]);
  const edge = topology.edges.get(id);
  if (edge) return lifted.add(edge.sourceId).add(edge.targetId);
  for (const { id: edgeId, sourceId, targetId } of topology.edges.values()) {
    if (sourceId === id) lifted.add(edgeId).add(targetId);
    else if (targetId === id) lifted.add(edgeId).add(sourceId);
  }
  return lifted;
}
