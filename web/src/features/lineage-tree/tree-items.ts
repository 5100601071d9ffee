import type { CardColumn, GraphTopology, GraphVertex } from '../lineage-graph/model.ts';

type TreeSide = 'up' | 'down';

interface ItemBase {
  /** The way from the root: the same vertex can stand in several places. */
  readonly key: string;
  /** From 1. */
  readonly level: number;
  readonly place: number;
  readonly ofHowMany: number;
  readonly parentKey: string | null;
}

/** One line of the tree. */
export type TreeItem = ItemBase &
  (
    | { readonly kind: 'branch'; readonly side: TreeSide; readonly count: number; readonly isExpanded: boolean }
    | { readonly kind: 'vertex'; readonly vertex: GraphVertex; readonly side: TreeSide | null; readonly isExpanded: boolean | null }
    /** A vertex that stands further up on the same way: going on would never end. */
    | { readonly kind: 'seen'; readonly vertex: GraphVertex; readonly seenKey: string }
    | { readonly kind: 'column'; readonly datasetId: string; readonly column: CardColumn }
    /** Neighbours the hub knows and the graph does not have. */
    | { readonly kind: 'more'; readonly vertexId: string; readonly side: TreeSide; readonly count: number }
  );

export interface TreeRequest {
  readonly topology: GraphTopology;
  /** Whether a line is open; without an entry it is as `opensByItself` says. */
  readonly expanded: ReadonlyMap<string, boolean>;
  /** Which vertices there are at all; filters leave some out. */
  readonly isShown: (id: string) => boolean;
  /** Columns that are to be listed under a dataset. */
  readonly columnsOf: (id: string) => readonly CardColumn[];
}

/** Lines stand open this far from the root. */
const openLevels = 3;

interface Neighbours {
  readonly up: ReadonlyMap<string, readonly GraphVertex[]>;
  readonly down: ReadonlyMap<string, readonly GraphVertex[]>;
}

interface Walk extends TreeRequest {
  readonly neighbours: Neighbours;
  readonly items: TreeItem[];
}

/** The lines that are in sight, from the subject down: what is closed is not walked, so that size does not matter. */
export function treeItems(request: TreeRequest): readonly TreeItem[] {
  const { topology } = request;
  const root = topology.vertices.get(topology.rootId);
  if (!root) return [];
  const walk: Walk = { ...request, neighbours: neighboursOf(topology, request.isShown), items: [] };
  const isExpanded = isOpen(walk, root.id, 1);
  walk.items.push({
    kind: 'vertex',
    key: root.id,
    level: 1,
    place: 1,
    ofHowMany: 1,
    parentKey: null,
    vertex: root,
    side: null,
    isExpanded,
  });
  if (!isExpanded) return walk.items;
  const columns = request.columnsOf(root.id);
  const ofHowMany = columns.length + 2;
  putColumns(walk, root, columns, { parentKey: root.id, level: 2, ofHowMany, before: 0 });
  putBranch(walk, root, 'up', columns.length + 1, ofHowMany);
  putBranch(walk, root, 'down', columns.length + 2, ofHowMany);
  return walk.items;
}

function putBranch(walk: Walk, root: GraphVertex, side: TreeSide, place: number, ofHowMany: number): void {
  const key = `${root.id}/${side}`;
  const near = walk.neighbours[side].get(root.id) ?? [];
  const count = near.length + hiddenOn(root, side);
  const isExpanded = isOpen(walk, key, 2);
  walk.items.push({ kind: 'branch', key, level: 2, place, ofHowMany, parentKey: root.id, side, count, isExpanded });
  if (isExpanded) putChildren(walk, root, side, key, 3, [root.id], []);
}

/** Columns first, then neighbours on that side, then how many more there are. */
function putChildren(
  walk: Walk,
  parent: GraphVertex,
  side: TreeSide,
  parentKey: string,
  level: number,
  way: readonly string[],
  columns: readonly CardColumn[],
): void {
  const near = walk.neighbours[side].get(parent.id) ?? [];
  const hidden = hiddenOn(parent, side);
  const ofHowMany = columns.length + near.length + (hidden > 0 ? 1 : 0);
  putColumns(walk, parent, columns, { parentKey, level, ofHowMany, before: 0 });
  near.forEach((vertex, index) => {
    const key = `${parentKey}/${vertex.id}`;
    const base = { key, level, place: columns.length + index + 1, ofHowMany, parentKey };
    const seen = way.indexOf(vertex.id);
    if (seen >= 0) {
      walk.items.push({ ...base, kind: 'seen', vertex, seenKey: seenKey(walk.topology.rootId, side, way, seen) });
      return;
    }
    const own = walk.columnsOf(vertex.id);
    const hasChildren = own.length > 0 || (walk.neighbours[side].get(vertex.id)?.length ?? 0) > 0 || hiddenOn(vertex, side) > 0;
    const isExpanded = hasChildren ? isOpen(walk, key, level) : null;
    walk.items.push({ ...base, kind: 'vertex', vertex, side, isExpanded });
    if (isExpanded) putChildren(walk, vertex, side, key, level + 1, [...way, vertex.id], own);
  });
  if (hidden > 0)
    walk.items.push({
      kind: 'more',
      key: `${parentKey}/more`,
      level,
      place: ofHowMany,
      ofHowMany,
      parentKey,
      vertexId: parent.id,
      side,
      count: hidden,
    });
}

function putColumns(
  walk: Walk,
  dataset: GraphVertex,
  columns: readonly CardColumn[],
  at: { readonly parentKey: string; readonly level: number; readonly ofHowMany: number; readonly before: number },
): void {
  columns.forEach((column, index) => {
    const { parentKey, level, ofHowMany } = at;
    walk.items.push({
      kind: 'column',
      key: `${parentKey}/.${column.name}`,
      level,
      place: index + 1,
      ofHowMany,
      parentKey,
      datasetId: dataset.id,
      column,
    });
  });
}

function seenKey(rootId: string, side: TreeSide, way: readonly string[], seen: number): string {
  return seen === 0 ? rootId : [rootId, side, ...way.slice(1, seen + 1)].join('/');
}

function isOpen({ expanded, topology }: TreeRequest, key: string, level: number): boolean {
  return expanded.get(key) ?? (level < openLevels || (level === openLevels && topology.vertices.size <= 40));
}

function hiddenOn(vertex: GraphVertex, side: TreeSide): number {
  return side === 'up' ? vertex.hiddenUpstream : vertex.hiddenDownstream;
}

function neighboursOf({ edges, vertices }: GraphTopology, isShown: (id: string) => boolean): Neighbours {
  const up = new Map<string, GraphVertex[]>();
  const down = new Map<string, GraphVertex[]>();
  const put = (map: Map<string, GraphVertex[]>, id: string, neighbour: GraphVertex | undefined): void => {
    if (!neighbour || !isShown(neighbour.id)) return;
    const known = map.get(id);
    if (known) known.push(neighbour);
    else map.set(id, [neighbour]);
  };
  for (const { sourceId, targetId } of edges.values()) {
    put(up, targetId, vertices.get(sourceId));
    put(down, sourceId, vertices.get(targetId));
  }
  for (const list of [...up.values(), ...down.values()]) list.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { up, down };
}
