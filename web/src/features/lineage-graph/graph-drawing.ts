import { cardHeight, columnPorts, columnRows, tracedColumns, type ColumnRows } from './column-rows.ts';
import { displayGraph, groupVertexId, type DisplayGraph, type DisplayOptions } from './display-graph.ts';
import type { GraphStore } from './graph-store.ts';
import { columnsEntry } from './lineage-actions.ts';
import { sizes, stubKey, type LayoutRequest, type LayoutResult, type LayoutStub, type LayoutVertex, type Point } from './layout/layout.ts';
import type { LayoutWorker } from './layout/layout-worker.ts';

/** The parts of the address a drawing depends on. */
export interface DrawingOptions extends DisplayOptions {
  readonly level: 'dataset' | 'column';
  readonly sel: string | null;
  readonly col: string | null;
}

/** A graph that opens, or is looked at in another way, is laid out anew until its cards have their columns, or for this long. */
const settlingMs = 4_000;

/** What is on the canvas: a graph, the rows of its cards, and where everything stands. All of it belongs together. */
export interface Drawing {
  readonly graph: DisplayGraph;
  /** Of datasets that show columns. */
  readonly rows: ReadonlyMap<string, ColumnRows>;
  /** Sizes and ports of what the layout placed, by id. */
  readonly shapes: ReadonlyMap<string, LayoutVertex>;
  readonly layout: LayoutResult;
}

/** Keeps a drawing of what is in the store; what has a place keeps it until “Tidy”. */
export class GraphDrawing implements Disposable {
  readonly #store: GraphStore;
  readonly #worker: LayoutWorker;
  readonly #frame: (work: () => void) => void;
  readonly #listeners = new Set<() => void>();
  readonly #stops: (() => void)[];
  #cardStops: (() => void)[] = [];
  #options: DrawingOptions | null = null;
  #placed: ReadonlyMap<string, Point> = new Map();
  #drawing: Drawing | null = null;
  #settlesUntil = 0;
  #structure = '';
  #isDrawing = false;
  #isOld = false;
  #isWaiting = false;
  #isDisposed = false;

  constructor(store: GraphStore, worker: LayoutWorker, frame: (work: () => void) => void) {
    this.#store = store;
    this.#worker = worker;
    this.#frame = frame;
    this.#stops = [store.onTopology(() => this.#touch()), store.onColumnPath(() => this.#touch())];
  }

  /** Null until the first layout of a subject. */
  get drawing(): Drawing | null {
    return this.#drawing;
  }

  onDrawing(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  show(options: DrawingOptions): void {
    // Where cards grow rows all over the graph, keeping places would make a poor picture of it.
    const isOtherLook = options.level !== this.#options?.level || (options.col !== null && this.#options.col === null);
    if (isOtherLook) this.#settle();
    this.#options = options;
    this.#touch();
  }

  tidy(): void {
    this.#placed = new Map();
    this.#touch();
  }

  #settle(): void {
    this.#settlesUntil = performance.now() + settlingMs;
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    for (const stop of [...this.#stops, ...this.#cardStops]) stop();
    this.#worker[Symbol.dispose]();
  }

  #touch(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#frame(() => {
      this.#isWaiting = false;
      void this.#drawNext();
    });
  }

  /** One drawing at a time: in a steady stream each is finished before the next begins. */
  async #drawNext(): Promise<void> {
    this.#isOld = this.#isDrawing;
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    await this.#draw();
    this.#isDrawing = false;
    if (this.#isOld) this.#touch();
  }

  async #draw(): Promise<void> {
    const { topology, columnPath } = this.#store;
    if (this.#isDisposed || !this.#options) return;
    if (!topology || topology.rootId !== this.#drawing?.graph.rootId) this.#forget();
    if (!topology) return;
    const cardOf = (id: string): ReturnType<GraphStore['card']> => this.#store.card(id);
    const graph = displayGraph(topology, this.#options, cardOf);
    const rows = rowsOf(graph, this.#options, this.#store);
    this.#listenToCards(topology.vertices.keys(), this.#options);
    const request: LayoutRequest = {
      rootId: graph.rootId,
      vertices: layoutVertices(graph, rows),
      edges: [...graph.edges.values()],
      columnEdges: this.#options.level === 'column' ? (columnPath?.steps ?? []).map(columnEdgeOf) : [],
      stubs: stubsOf(graph, this.#options.sel),
      placed: performance.now() < this.#settlesUntil ? null : this.#placed,
    };
    if (isComplete(graph, rows, this.#options, this.#store)) this.#settlesUntil = 0;
    const key = structureOf(request);
    if (key === this.#structure && this.#drawing && this.#placed.size > 0) {
      this.#draws({ ...this.#drawing, graph, rows });
      return;
    }
    const layout = await this.#worker.layout(request);
    if (!layout || this.#isDisposed || this.#store.topology?.rootId !== graph.rootId) return;
    this.#placed = new Map([...layout.positions, ...layout.stubs.map((stub) => [stubKey(stub), { x: stub.x, y: stub.y }] as const)]);
    this.#structure = key;
    this.#draws({ graph, rows, shapes: new Map(request.vertices.map((vertex) => [vertex.id, vertex])), layout });
  }

  #draws(drawing: Drawing): void {
    const before = this.#drawing;
    this.#drawing = drawing;
    if (!before || before.layout !== drawing.layout || looksOther(before, drawing)) this.#tell();
  }

  /** Another subject: nothing of the old one stays in place. */
  #forget(): void {
    this.#placed = new Map();
    this.#settle();
    if (!this.#drawing) return;
    this.#drawing = null;
    this.#tell();
  }

  /** Cards change what is drawn by their columns, and by their state where that is filtered. */
  #listenToCards(ids: Iterable<string>, { level, state }: DrawingOptions): void {
    for (const stop of this.#cardStops) stop();
    const isAffected = level === 'column' || state.length > 0;
    this.#cardStops = isAffected ? [...ids].map((id) => this.#listenToCard(id, state.length > 0)) : [];
  }

  #listenToCard(id: string, isFiltered: boolean): () => void {
    let known = this.#store.card(id);
    return this.#store.onCard(id, () => {
      const card = this.#store.card(id);
      const isSameState =
        card?.run?.state === known?.run?.state && card?.run?.health === known?.run?.health && card?.status === known?.status;
      const isSame = card?.columns === known?.columns && (isSameState || !isFiltered);
      known = card;
      if (!isSame) this.#touch();
    });
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** All that a layout depends on but where things stand: the same again needs no other layout. */
function structureOf({ rootId, vertices, edges, columnEdges, stubs }: LayoutRequest): string {
  const boxes = vertices.map(({ id, hop, height, group, ports }) => [id, hop, height, group, ports.map(({ column }) => column)]);
  const lines = edges.map(({ id, sourceId, targetId }) => [id, sourceId, targetId]);
  return JSON.stringify([rootId, boxes, lines, columnEdges, stubs]);
}

/** Whether a drawing with the same layout has to be drawn again. */
function looksOther(before: Drawing, after: Drawing): boolean {
  const { graph, rows } = after;
  if (before.graph.filteredOut !== graph.filteredOut || before.graph.groups.size !== graph.groups.size) return true;
  for (const [id, vertex] of graph.vertices) if (before.graph.vertices.get(id) !== vertex) return true;
  for (const [id, { basis }] of graph.edges) if (before.graph.edges.get(id)?.basis !== basis) return true;
  return JSON.stringify([...before.rows]) !== JSON.stringify([...rows]);
}

/** Whether nothing that cards grow by is still on its way. */
function isComplete(
  graph: DisplayGraph,
  rows: ReadonlyMap<string, ColumnRows>,
  { level, col }: DrawingOptions,
  store: GraphStore,
): boolean {
  if (level === 'dataset') return true;
  if (col !== null && !store.columnPath) return false;
  return [...rows.keys()].every((id) => !graph.vertices.has(id) || store.card(id)?.columns);
}

function rowsOf(graph: DisplayGraph, { level, open }: DrawingOptions, store: GraphStore): ReadonlyMap<string, ColumnRows> {
  const rows = new Map<string, ColumnRows>();
  if (level === 'dataset') return rows;
  const traced = tracedColumns(store.columnPath);
  for (const { id, kind } of graph.vertices.values()) {
    const isOpened = open.includes(columnsEntry(id));
    if (kind !== 'DATASET' || !(id === graph.rootId || isOpened || traced.has(id))) continue;
    rows.set(id, columnRows(store.card(id), traced.get(id) ?? new Set(), isOpened));
  }
  return rows;
}

function layoutVertices(graph: DisplayGraph, rows: ReadonlyMap<string, ColumnRows>): readonly LayoutVertex[] {
  const single = [...graph.vertices.values()].map(({ id, kind, hop }): LayoutVertex => {
    const group = graph.groupOf.get(id) ?? null;
    if (kind === 'JOB') return { id, kind, hop, width: sizes.jobWidth, height: sizes.jobHeight, ports: [], group };
    const own = rows.get(id) ?? { rows: [], more: 0 };
    return { id, kind, hop, width: sizes.datasetWidth, height: cardHeight(own), ports: columnPorts(own), group };
  });
  const folded = [...graph.groups.values()].filter(({ isFolded }) => isFolded);
  const cards = folded.map(({ key, hop }): LayoutVertex => {
    const { datasetWidth: width, groupHeight: height } = sizes;
    return { id: groupVertexId(key), kind: 'DATASET', hop, width, height, ports: [], group: null };
  });
  return [...single, ...cards];
}

/** What lies farther out has a stub at every vertex; what lies back towards the subject only where it is asked about. */
function stubsOf(graph: DisplayGraph, selectedId: string | null): readonly LayoutStub[] {
  return [...graph.vertices.values()].flatMap(({ id: vertexId, hop, hiddenUpstream, hiddenDownstream }) => {
    const isAsked = vertexId === selectedId;
    return [
      ...(hiddenUpstream > 0 && (hop <= 0 || isAsked) ? [{ vertexId, side: 'up' as const }] : []),
      ...(hiddenDownstream > 0 && (hop >= 0 || isAsked) ? [{ vertexId, side: 'down' as const }] : []),
    ];
  });
}

function columnEdgeOf(step: NonNullable<GraphStore['columnPath']>['steps'][number]): LayoutRequest['columnEdges'][number] {
  const { id, source, target, jobId } = step;
  return { id, sourceId: source.datasetId, sourceColumn: source.column, targetId: target.datasetId, targetColumn: target.column, jobId };
}
