import type { Slice, SliceEdge, SliceNode } from './lineage-index.ts';

/** A vertex as a walk leaves it, all its neighbours counted. */
export interface WalkedNode extends Pick<SliceNode, 'id' | 'kind' | 'namespace' | 'name' | 'hop'> {
  readonly upstreamDegree: number;
  readonly downstreamDegree: number;
}

/** `edges` are all those between the walked vertices. */
export function assembleSlice(walked: readonly WalkedNode[], edges: readonly SliceEdge[], truncated: boolean): Slice {
  const shownUpstream = countBy(edges, (edge) => edge.targetId);
  const shownDownstream = countBy(edges, (edge) => edge.sourceId);
  const nodes = walked.map(({ upstreamDegree, downstreamDegree, ...node }): SliceNode => ({
    ...node,
    hiddenUpstream: upstreamDegree - (shownUpstream.get(node.id) ?? 0),
    hiddenDownstream: downstreamDegree - (shownDownstream.get(node.id) ?? 0),
  }));
  return { nodes, edges, truncated };
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
