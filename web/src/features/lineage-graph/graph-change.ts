import type { GraphChangedSubscription, GraphSliceQuery } from '../../generated/graphql/graphql.ts';
import type { GraphEdge, GraphTopology, GraphVertex } from './model.ts';

/** What has become different in a part of the graph since the change before. */
export interface GraphChange {
  readonly vertices: readonly GraphVertex[];
  readonly edges: readonly GraphEdge[];
  readonly removedVertexIds: readonly string[];
  readonly removedEdgeIds: readonly string[];
  readonly truncated: boolean;
  readonly cursor: string;
}

/** A packed slice, unpacked; the first of its vertices is the root. */
export function unpackSlice(slice: GraphSliceQuery['lineageSlice']): GraphTopology {
  const vertices = new Map<string, GraphVertex>();
  for (const [index, id] of slice.ids.entries()) {
    vertices.set(id, {
      id,
      kind: slice.kinds[index]!,
      namespace: slice.namespaceNames[slice.namespaces[index]!] ?? '',
      name: slice.names[index]!,
      hop: slice.hops[index]!,
      hiddenUpstream: slice.hiddenUpstream[index]!,
      hiddenDownstream: slice.hiddenDownstream[index]!,
    });
  }
  const edges = new Map<string, GraphEdge>();
  for (const [index, id] of slice.edgeIds.entries()) {
    edges.set(id, {
      id,
      sourceId: slice.ids[slice.edgeSources[index]!]!,
      targetId: slice.ids[slice.edgeTargets[index]!]!,
      basis: slice.edgeBasis[index]!,
      firstSeenAt: slice.edgeFirstSeenAt[index]!,
      lastSeenAt: slice.edgeLastSeenAt[index]!,
    });
  }
  const { truncated, cursor } = slice;
  return { rootId: slice.ids[0]!, vertices, edges, truncated, cursor, asOf: slice.asOf ?? null };
}

/** An event of the subscription as a change. A vertex that may not be read has no name and is left out. */
export function changeOf(event: NonNullable<GraphChangedSubscription['lineageUpdated']>): GraphChange {
  const vertices = event.nodes.flatMap((node): readonly GraphVertex[] => {
    const { id, hop, hiddenUpstream, hiddenDownstream } = node;
    const entity = node.__typename === 'DatasetNode' ? node.dataset : node.__typename === 'JobNode' ? node.job : null;
    if (!entity) return [];
    const kind = node.__typename === 'DatasetNode' ? 'DATASET' : 'JOB';
    return [{ id, kind, namespace: entity.namespace.name, name: entity.name, hop, hiddenUpstream, hiddenDownstream }];
  });
  const edges = event.edges.map(({ id, sourceId, targetId, basis, firstSeenAt, lastSeenAt }) => ({
    id,
    sourceId,
    targetId,
    basis,
    firstSeenAt,
    lastSeenAt,
  }));
  const { truncated, cursor, removedNodeIds, removedEdgeIds } = event;
  return { vertices, edges, removedVertexIds: removedNodeIds, removedEdgeIds, truncated, cursor };
}

/** The part after a change. What has not changed stays the same object; edges whose ends are gone go with them. */
export function applyChange(part: GraphTopology, change: GraphChange): GraphTopology {
  const vertices = new Map(part.vertices);
  for (const id of change.removedVertexIds) vertices.delete(id);
  for (const vertex of change.vertices) vertices.set(vertex.id, sameOr(vertices.get(vertex.id), vertex));
  const edges = new Map(part.edges);
  for (const id of change.removedEdgeIds) edges.delete(id);
  for (const edge of change.edges) edges.set(edge.id, sameOr(edges.get(edge.id), edge));
  for (const { id, sourceId, targetId } of change.removedVertexIds.length > 0 ? edges.values() : []) {
    if (!vertices.has(sourceId) || !vertices.has(targetId)) edges.delete(id);
  }
  return { ...part, vertices: nearestFirst(vertices), edges, truncated: change.truncated, cursor: change.cursor };
}

/** In the order of the distance from the root; equals keep their order. */
export function nearestFirst(vertices: ReadonlyMap<string, GraphVertex>): ReadonlyMap<string, GraphVertex> {
  const sorted = [...vertices.values()].toSorted((a, b) => Math.abs(a.hop) - Math.abs(b.hop));
  return new Map(sorted.map((vertex) => [vertex.id, vertex]));
}

/** The object already known where the other says the same, so that what is drawn from it is not drawn again. */
export function sameOr<Entry extends object>(known: Entry | undefined, other: Entry): Entry {
  if (!known) return other;
  for (const key of Object.keys(other) as (keyof Entry)[]) if (known[key] !== other[key]) return other;
  return known;
}
