import type { Slice, SliceEdge, SliceNode } from './lineage-index.ts';

/** A vertex as a walk leaves it: all its neighbours counted, and whether some were not followed. */
export interface WalkedNode {
  readonly id: string;
  readonly kind: SliceNode['kind'];
  readonly hop: number;
  readonly upstreamDegree: number;
  readonly downstreamDegree: number;
  readonly overflowedUpstream: boolean;
  readonly overflowedDownstream: boolean;
}

/** `edges` are all those between the walked vertices. `isCapped`: the walks reached more vertices than were kept. */
export function assembleSlice(walked: readonly WalkedNode[], edges: readonly SliceEdge[], isCapped: boolean): Slice {
  const shownUpstream = countBy(edges, (edge) => edge.targetId);
  const shownDownstream = countBy(edges, (edge) => edge.sourceId);
  const hidden = walked.map((node) => ({
    node,
    upstream: node.upstreamDegree - (shownUpstream.get(node.id) ?? 0),
    downstream: node.downstreamDegree - (shownDownstream.get(node.id) ?? 0),
  }));
  return {
    nodes: hidden.map(({ node: { id, kind, hop }, upstream, downstream }) => ({
      id,
      kind,
      hop,
      hiddenUpstream: upstream,
      hiddenDownstream: downstream,
    })),
    edges,
    // A neighbour that was not followed may have been reached another way.
    truncated:
      isCapped ||
      hidden.some(
        ({ node, upstream, downstream }) => (node.overflowedUpstream && upstream > 0) || (node.overflowedDownstream && downstream > 0),
      ),
  };
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
