import type { GraphEdge, GraphTopology, GraphVertex, VertexCard } from './model.ts';
import { limits } from './graph-request.ts';
import { groupEntry } from './lineage-actions.ts';
import { groupsOf, type GraphGroup } from './graph-groups.ts';
import { matchesState } from './state-filter.ts';

/** The parts of the address that choose what of the graph is drawn, and how. */
export interface DisplayOptions {
  readonly group: 'none' | 'namespace' | null;
  readonly open: readonly string[];
  readonly shut: readonly string[];
  readonly state: readonly string[];
  readonly q: string | null;
}

/** What is drawn of a graph: single vertices, folded groups, and the edges between them. */
export interface DisplayGraph {
  readonly rootId: string;
  /** Vertices that stand for themselves, nearest first. */
  readonly vertices: ReadonlyMap<string, GraphVertex>;
  /** Every group; those that are folded are drawn as one card with the id of `groupVertexId`. */
  readonly groups: ReadonlyMap<string, GraphGroup>;
  /** The group of a vertex that is in one. */
  readonly groupOf: ReadonlyMap<string, string>;
  /** Between what is drawn; those of folded groups are merged. */
  readonly edges: ReadonlyMap<string, GraphEdge>;
  /** How many vertices of the graph the filters of the view leave out. */
  readonly filteredOut: number;
}

/** The id a folded group has among vertices. */
export function groupVertexId(key: string): string {
  return `group:${key}`;
}

/** Applies the filters of the view, then the groups. The root is always drawn, and never in a group. */
export function displayGraph(
  topology: GraphTopology,
  options: DisplayOptions,
  cardOf: (id: string) => VertexCard | undefined,
): DisplayGraph {
  const { rootId } = topology;
  const shown = new Map([...topology.vertices].filter(([id, vertex]) => id === rootId || isShown(vertex, options, cardOf(id))));
  const filteredOut = topology.vertices.size - shown.size;
  const isGrouped = options.group === 'namespace' || (options.group === null && shown.size > limits.full);
  const groups = isGrouped
    ? groupsOf(shown, topology.edges.values(), rootId, foldedBy(options, shown.size))
    : new Map<string, GraphGroup>();
  const groupOf = new Map([...groups.values()].flatMap(({ key, vertexIds }) => vertexIds.map((id) => [id, key] as const)));
  const drawnAs = (id: string): string | undefined => {
    const group = groups.get(groupOf.get(id) ?? '');
    if (group?.isFolded) return groupVertexId(group.key);
    return shown.has(id) ? id : undefined;
  };
  const vertices = new Map([...shown].filter(([id]) => drawnAs(id) === id));
  return { rootId, vertices, groups, groupOf, edges: edgesBetween(topology.edges.values(), drawnAs), filteredOut };
}

function isShown(vertex: GraphVertex, { state, q }: DisplayOptions, card: VertexCard | undefined): boolean {
  if (q !== null && !vertex.name.toLowerCase().includes(q.toLowerCase())) return false;
  return state.length === 0 || matchesState(card, state);
}

/** Groups of a large graph are folded until they are opened, those of a small one stand open until they are shut. */
function foldedBy({ open, shut }: DisplayOptions, size: number): (key: string) => boolean {
  return (key) => shut.includes(key) || (size > limits.full && !open.includes(groupEntry(key)));
}

const worstFirst: readonly GraphEdge['basis'][] = ['FAILED', 'RUNNING', 'DECLARED', 'COMPLETED'];

function edgesBetween(edges: Iterable<GraphEdge>, drawnAs: (id: string) => string | undefined): ReadonlyMap<string, GraphEdge> {
  const drawn = new Map<string, GraphEdge>();
  for (const edge of edges) {
    const sourceId = drawnAs(edge.sourceId);
    const targetId = drawnAs(edge.targetId);
    if (sourceId === undefined || targetId === undefined) continue;
    if (sourceId === edge.sourceId && targetId === edge.targetId) drawn.set(edge.id, edge);
    else if (sourceId !== targetId) {
      const id = `${sourceId}>${targetId}`;
      drawn.set(id, mergedEdge(drawn.get(id), { ...edge, id, sourceId, targetId }));
    }
  }
  return drawn;
}

function mergedEdge(known: GraphEdge | undefined, edge: GraphEdge): GraphEdge {
  if (!known) return edge;
  return {
    ...known,
    basis: worstFirst.find((basis) => basis === known.basis || basis === edge.basis)!,
    firstSeenAt: known.firstSeenAt < edge.firstSeenAt ? known.firstSeenAt : edge.firstSeenAt,
    lastSeenAt: known.lastSeenAt > edge.lastSeenAt ? known.lastSeenAt : edge.lastSeenAt,
  };
}
