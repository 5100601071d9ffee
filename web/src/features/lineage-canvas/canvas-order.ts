import { groupVertexId, type DisplayGraph } from '../lineage-graph/display-graph.ts';
import { stubKey, type LayoutResult, type Point, type StubPlace } from '../lineage-graph/layout/layout.ts';

/** The order in which keys walk over the graph: hop by hop, from top to bottom. */
export interface CanvasOrder {
  readonly ids: readonly string[];
  readonly rootId: string;
  readonly hops: ReadonlyMap<string, readonly string[]>;
  readonly upstream: ReadonlyMap<string, readonly string[]>;
  readonly downstream: ReadonlyMap<string, readonly string[]>;
}

/** As much of what is drawn as the order needs. */
type OrderedGraph = Pick<DisplayGraph, 'edges' | 'groups' | 'rootId' | 'vertices'>;

/** Something that stands on the canvas beside the vertices, as a stub does, with what it is joined to. */
interface Extra {
  readonly id: string;
  readonly hop: number;
  readonly upstream: readonly string[];
  readonly downstream: readonly string[];
}

export function canvasOrder(graph: OrderedGraph, layout: Pick<LayoutResult, 'positions' | 'stubs'>): CanvasOrder {
  const positions = new Map<string, Point>([...layout.positions, ...layout.stubs.map((stub) => [stubKey(stub), stub] as const)]);
  const extras = extrasOf(graph, layout.stubs);
  const places = new Map<string, number>();
  for (const { id, hop } of graph.vertices.values()) if (positions.has(id)) places.set(id, hop);
  for (const { key, hop, isFolded } of graph.groups.values()) if (isFolded) places.set(groupVertexId(key), hop);
  for (const { id, hop } of extras) if (positions.has(id)) places.set(id, hop);
  const height = (id: string): number => positions.get(id)?.y ?? 0;
  const ids = [...places.keys()].toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0) || height(a) - height(b));
  const links = new Links(places, height);
  for (const { sourceId, targetId } of graph.edges.values()) links.add(sourceId, targetId);
  for (const extra of extras) {
    for (const id of extra.upstream) links.add(id, extra.id);
    for (const id of extra.downstream) links.add(extra.id, id);
  }
  const hops = Map.groupBy(ids, (id) => String(places.get(id)));
  return {
    ids,
    rootId: graph.rootId,
    hops: new Map(ids.map((id) => [id, hops.get(String(places.get(id))) ?? []])),
    upstream: links.sorted('upstream'),
    downstream: links.sorted('downstream'),
  };
}

function extrasOf(graph: OrderedGraph, stubs: readonly StubPlace[]): readonly Extra[] {
  return stubs.flatMap((stub) => {
    const owner = graph.vertices.get(stub.vertexId);
    if (!owner) return [];
    const isUp = stub.side === 'up';
    return [{ id: stubKey(stub), hop: owner.hop + (isUp ? -1 : 1), upstream: isUp ? [] : [owner.id], downstream: isUp ? [owner.id] : [] }];
  });
}

class Links {
  readonly upstream = new Map<string, string[]>();
  readonly downstream = new Map<string, string[]>();

  constructor(
    private readonly places: ReadonlyMap<string, number>,
    private readonly height: (id: string) => number,
  ) {}

  add(sourceId: string, targetId: string): void {
    if (!this.places.has(sourceId) || !this.places.has(targetId)) return;
    push(this.downstream, sourceId, targetId);
    push(this.upstream, targetId, sourceId);
  }

  /** Nearest in height first. */
  sorted(direction: 'downstream' | 'upstream'): ReadonlyMap<string, readonly string[]> {
    for (const [id, others] of this[direction]) {
      const from = this.height(id);
      others.sort((a, b) => Math.abs(this.height(a) - from) - Math.abs(this.height(b) - from));
    }
    return this[direction];
  }
}

function push(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** What has the focus: a vertex, stub or group, or a column of an opened dataset. */
export interface Focus {
  readonly id: string;
  readonly column: string | null;
}

export type Step = 'down' | 'first' | 'last' | 'left' | 'right' | 'subject' | 'up';

/** Where a key leads; the same place when there is nothing that way. `columnsOf` tells what a card shows opened. */
export function steppedFrom(order: CanvasOrder, focus: Focus, step: Step, columnsOf: (id: string) => readonly string[]): Focus {
  const whole = (id: string | undefined): Focus => (id === undefined ? focus : { id, column: null });
  switch (step) {
    case 'subject':
      return whole(order.rootId);
    case 'first':
      return whole(order.ids[0]);
    case 'last':
      return whole(order.ids.at(-1));
    case 'left':
      return whole(order.upstream.get(focus.id)?.[0]);
    case 'right':
      return whole(order.downstream.get(focus.id)?.[0]);
    default:
      return steppedAlong(order, focus, step === 'down' ? 1 : -1, columnsOf(focus.id));
  }
}

/** Through the columns of an opened card, then to its siblings. */
function steppedAlong(order: CanvasOrder, focus: Focus, by: -1 | 1, columns: readonly string[]): Focus {
  const at = focus.column === null ? -1 : columns.indexOf(focus.column);
  const inside = at + by;
  const enters = by === 1 || at >= 0;
  if (enters && inside >= -1 && inside < columns.length) return { id: focus.id, column: columns[inside] ?? null };
  const siblings = order.hops.get(focus.id) ?? [];
  const next = siblings[siblings.indexOf(focus.id) + by];
  return next === undefined ? focus : { id: next, column: null };
}
