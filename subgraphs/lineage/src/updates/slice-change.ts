import type { FoundColumnEdge } from '../column-trace/trace-steps.ts';
import { edgeId } from '../graph/edge-id.ts';
import type { TracedSlice } from '../graph/slice-reader.ts';
import type { SliceEdge, SliceNode } from '../lineage-index/lineage-index.ts';

/** What turns one state of a slice into a later one. */
export interface SliceChange {
  readonly nodes: readonly SliceNode[];
  readonly removedNodeIds: readonly string[];
  readonly edges: readonly SliceEdge[];
  readonly removedEdgeIds: readonly string[];
  readonly columnEdges: readonly FoundColumnEdge[];
  readonly removedColumnEdgeIds: readonly string[];
  readonly truncated: boolean;
}

type Seen = Pick<TracedSlice, 'nodes' | 'edges' | 'columnEdges' | 'truncated'>;

export const nothingSeen: Seen = { nodes: [], edges: [], columnEdges: [], truncated: false };

/**
 * What is new, changed or gone. What an entry touched is told again whatever the slice says of it: the card of a vertex
 * and the times of an edge may have changed. Null when nothing has.
 */
export function changeBetween(before: Seen, after: Seen, isTouched: (id: string) => boolean): SliceChange | null {
  const nodes = fresh(before.nodes, after.nodes, idOf, (a, b) => sameNode(a, b) && !isTouched(b.id));
  const isStill = (edge: SliceEdge): boolean => !isTouched(edge.sourceId) && !isTouched(edge.targetId);
  const edges = fresh(before.edges, after.edges, idOfEdge, (a, b) => a.basis === b.basis && isStill(b));
  const columnEdges = fresh(before.columnEdges, after.columnEdges, idOf, (a, b) => a.basis === b.basis);
  const change = {
    nodes,
    removedNodeIds: missing(before.nodes, after.nodes, idOf),
    edges,
    removedEdgeIds: missing(before.edges, after.edges, idOfEdge),
    columnEdges,
    removedColumnEdgeIds: missing(before.columnEdges, after.columnEdges, idOf),
    truncated: after.truncated,
  };
  const isSame =
    before.truncated === after.truncated && Object.values(change).every((part) => typeof part === 'boolean' || part.length === 0);
  return isSame ? null : change;
}

/**
 * The whole of a slice, and everything else that may have been seen of it before as gone: for what was shown then
 * cannot be told any more.
 */
export function restated(shown: Seen, possible: readonly Seen[]): SliceChange {
  const once = { nodes: possible.flatMap(({ nodes }) => nodes), edges: possible.flatMap(({ edges }) => edges) };
  const columnEdges = possible.flatMap((seen) => seen.columnEdges);
  return {
    ...shown,
    removedNodeIds: missing(once.nodes, shown.nodes, idOf),
    removedEdgeIds: missing(once.edges, shown.edges, idOfEdge),
    removedColumnEdgeIds: missing(columnEdges, shown.columnEdges, idOf),
  };
}

function idOf({ id }: { readonly id: string }): string {
  return id;
}

function idOfEdge({ sourceId, targetId }: SliceEdge): string {
  return edgeId(sourceId, targetId);
}

function fresh<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string, isSame: (a: T, b: T) => boolean): T[] {
  const known = new Map(before.map((item) => [keyOf(item), item]));
  return after.filter((item) => {
    const other = known.get(keyOf(item));
    return other === undefined || !isSame(other, item);
  });
}

function missing<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string): string[] {
  const left = new Set(after.map(keyOf));
  return [...new Set(before.map(keyOf))].filter((key) => !left.has(key));
}

function sameNode(a: SliceNode, b: SliceNode): boolean {
  return a.hop === b.hop && a.hiddenUpstream === b.hiddenUpstream && a.hiddenDownstream === b.hiddenDownstream;
}
