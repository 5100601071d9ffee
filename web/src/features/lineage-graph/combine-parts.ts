import { nearestFirst, sameOr } from './graph-change.ts';
import type { GraphEdge, GraphTopology, GraphVertex } from './model.ts';

/** A part of the graph that was opened beyond the base slice. Its hops count from its own root. */
export interface OpenedPart {
  readonly part: GraphTopology;
  /** Shows the root of the part and its edges to what is shown anyway, and nothing else of the part. */
  readonly onlyRoot: boolean;
  /** Shows only these neighbours of the root and what lies behind them; null shows all. */
  readonly chosen: ReadonlySet<string> | null;
}

type Hops = Map<string, number>;

/**
 * The graph on show: the base slice and what was opened beyond it, as one. A vertex keeps the hop the base gives it; an opened
 * one counts on from the root of its part. Of several it takes the smaller distance, upstream on a tie.
 */
export function combineParts(base: GraphTopology, opened: readonly OpenedPart[], previous: GraphTopology | null): GraphTopology {
  const hops: Hops = new Map([...base.vertices.values()].map(({ id, hop }) => [id, hop]));
  const joined = joinParts(base, opened, hops);
  const parts = [base, ...joined.map(({ part }) => part)];
  const edges = edgesOf(parts, hops, previous);
  const shown = neighboursOf(edges.values());
  const vertices = new Map<string, GraphVertex>();
  for (const part of parts) {
    for (const vertex of part.vertices.values()) addVertex(vertex, part);
  }
  function addVertex(vertex: GraphVertex, part: GraphTopology): void {
    const hop = hops.get(vertex.id);
    if (hop === undefined) return;
    const own = totals(vertex, part);
    const known = vertices.get(vertex.id);
    const up = Math.max(known?.hiddenUpstream ?? 0, own.upstream - (shown.upstream.get(vertex.id)?.size ?? 0));
    const down = Math.max(known?.hiddenDownstream ?? 0, own.downstream - (shown.downstream.get(vertex.id)?.size ?? 0));
    vertices.set(vertex.id, { ...(known ?? vertex), hop, hiddenUpstream: up, hiddenDownstream: down });
  }
  for (const vertex of vertices.values()) vertices.set(vertex.id, sameOr(previous?.vertices.get(vertex.id), vertex));
  return { ...base, vertices: nearestFirst(vertices), edges, truncated: parts.some(({ truncated }) => truncated) };
}

/** Parts whose root is shown, in the order in which they join, with their hops written down. A part may hang on another. */
function joinParts(base: GraphTopology, opened: readonly OpenedPart[], hops: Hops): readonly OpenedPart[] {
  const joined: OpenedPart[] = [];
  let waiting = opened;
  for (let before = -1; before !== joined.length;) {
    before = joined.length;
    const still: OpenedPart[] = [];
    for (const each of waiting) {
      if (joins(each, hops, base)) joined.push(each);
      else still.push(each);
    }
    waiting = still;
  }
  return joined;
}

function joins(opened: OpenedPart, hops: Hops, base: GraphTopology): boolean {
  const { part, onlyRoot } = opened;
  const anchor = onlyRoot ? hopBesideShown(part, hops) : hops.get(part.rootId);
  if (anchor === undefined) return false;
  const ids = onlyRoot ? [part.rootId] : idsWithin(opened);
  for (const id of ids) {
    const hop = anchor + (part.vertices.get(id)?.hop ?? 0);
    const known = hops.get(id);
    if (base.vertices.has(id)) continue;
    if (known === undefined || Math.abs(hop) < Math.abs(known) || (hop === -known && hop < 0)) hops.set(id, hop);
  }
  return true;
}

/** Where the root of a part stands when one of its neighbours is shown. */
function hopBesideShown(part: GraphTopology, hops: Hops): number | undefined {
  const own = hops.get(part.rootId);
  if (own !== undefined) return own;
  for (const { sourceId, targetId } of part.edges.values()) {
    if (targetId === part.rootId && hops.has(sourceId)) return hops.get(sourceId)! + 1;
    if (sourceId === part.rootId && hops.has(targetId)) return hops.get(targetId)! - 1;
  }
  return undefined;
}

/** All of a part, or the chosen neighbours of its root and what hangs on them. */
function idsWithin({ part, chosen }: OpenedPart): readonly string[] {
  if (!chosen) return [...part.vertices.keys()];
  const inside = new Set([part.rootId]);
  for (const vertex of part.vertices.values()) if (Math.abs(vertex.hop) === 1 && chosen.has(vertex.id)) inside.add(vertex.id);
  const beyond = [...part.edges.values()];
  for (const { sourceId, targetId } of beyond) {
    if (isFarther(part, sourceId, targetId) && inside.has(targetId) && targetId !== part.rootId) inside.add(sourceId);
    if (isFarther(part, targetId, sourceId) && inside.has(sourceId) && sourceId !== part.rootId) inside.add(targetId);
  }
  return [...inside];
}

function isFarther(part: GraphTopology, id: string, than: string): boolean {
  return Math.abs(part.vertices.get(id)?.hop ?? 0) > Math.abs(part.vertices.get(than)?.hop ?? 0);
}

function edgesOf(parts: readonly GraphTopology[], hops: Hops, previous: GraphTopology | null): ReadonlyMap<string, GraphEdge> {
  // By their ends: the edges of a traced path have no ids of the hub's.
  const byEnds = new Map<string, GraphEdge>();
  for (const part of parts) {
    for (const edge of part.edges.values()) {
      if (!hops.has(edge.sourceId) || !hops.has(edge.targetId)) continue;
      const ends = `${edge.sourceId}>${edge.targetId}`;
      const known = byEnds.get(ends);
      if (!known || known.lastSeenAt < edge.lastSeenAt) byEnds.set(ends, edge);
    }
  }
  return new Map([...byEnds.values()].map((edge) => [edge.id, sameOr(previous?.edges.get(edge.id), edge)]));
}

interface Neighbours {
  readonly upstream: ReadonlyMap<string, ReadonlySet<string>>;
  readonly downstream: ReadonlyMap<string, ReadonlySet<string>>;
}

function neighboursOf(edges: Iterable<GraphEdge>): Neighbours {
  const upstream = new Map<string, Set<string>>();
  const downstream = new Map<string, Set<string>>();
  for (const { sourceId, targetId } of edges) {
    setOf(upstream, targetId).add(sourceId);
    setOf(downstream, sourceId).add(targetId);
  }
  return { upstream, downstream };
}

const neighboursOfPart = new WeakMap<GraphTopology, Neighbours>();

/** How many neighbours a vertex has, shown or not, by what its part says. */
function totals(vertex: GraphVertex, part: GraphTopology): { readonly upstream: number; readonly downstream: number } {
  const known = neighboursOfPart.get(part) ?? neighboursOf(part.edges.values());
  neighboursOfPart.set(part, known);
  return {
    upstream: vertex.hiddenUpstream + (known.upstream.get(vertex.id)?.size ?? 0),
    downstream: vertex.hiddenDownstream + (known.downstream.get(vertex.id)?.size ?? 0),
  };
}

function setOf(sets: Map<string, Set<string>>, key: string): Set<string> {
  const known = sets.get(key) ?? new Set<string>();
  sets.set(key, known);
  return known;
}
