import { sizes, stubKey, type LayoutEdge, type LayoutRequest, type LayoutVertex } from './layout.ts';

/** What takes up room: a vertex, or the stub of one. Moves while the layout is made. */
export interface Box {
  readonly id: string;
  readonly hop: number;
  readonly width: number;
  readonly height: number;
  /** Below the top: where plain edges meet it. */
  readonly anchor: number;
  readonly ports: ReadonlyMap<string, number>;
  readonly group: string | null;
  x: number;
  y: number;
}

/** That two boxes want to stand side by side, at these heights below their tops. */
export interface Link {
  readonly a: Box;
  readonly aOffset: number;
  readonly b: Box;
  readonly bOffset: number;
  readonly weight: number;
}

/** One end of a link, as the box at the other end sees it. */
export interface LinkEnd {
  readonly box: Box;
  readonly offset: number;
  readonly ownOffset: number;
  readonly weight: number;
}

/** Boxes of all vertices and stubs by id; those of stubs stand under `stubKey`. */
export function boxesOf(request: LayoutRequest): ReadonlyMap<string, Box> {
  const boxes = new Map<string, Box>();
  for (const vertex of request.vertices) if (!boxes.has(vertex.id)) boxes.set(vertex.id, boxOf(vertex));
  for (const stub of request.stubs) {
    const owner = boxes.get(stub.vertexId);
    if (!owner) continue;
    const id = stubKey(stub);
    const hop = owner.hop + (stub.side === 'up' ? -1 : 1);
    const { stubWidth: width, stubHeight: height } = sizes;
    boxes.set(id, { id, hop, width, height, anchor: height / 2, ports: new Map(), group: owner.group, x: 0, y: 0 });
  }
  return boxes;
}

function boxOf({ id, kind, hop, width, height, ports, group }: LayoutVertex): Box {
  const anchor = kind === 'JOB' ? height / 2 : Math.min(height, sizes.datasetHeaderHeight) / 2;
  return { id, hop, width, height, anchor, ports: new Map(ports.map(({ column, y }) => [column, y])), group, x: 0, y: 0 };
}

/** Whether plain edges and column edges pull: a column that is traced pulls harder. */
export function linksOf(request: LayoutRequest, boxes: ReadonlyMap<string, Box>): readonly Link[] {
  const links: Link[] = [];
  const link = (sourceId: string, targetId: string, ports: readonly [string | null, string | null], weight: number): void => {
    const a = boxes.get(sourceId);
    const b = boxes.get(targetId);
    if (a && b && a !== b) links.push({ a, b, weight, aOffset: portOf(a, ports[0]), bOffset: portOf(b, ports[1]) });
  };
  for (const { sourceId, targetId } of request.edges) link(sourceId, targetId, [null, null], 1);
  for (const { sourceId, sourceColumn, targetId, targetColumn, jobId } of request.columnEdges) {
    if (jobId !== null && boxes.has(jobId)) {
      link(sourceId, jobId, [sourceColumn, null], 3);
      link(jobId, targetId, [null, targetColumn], 3);
    } else link(sourceId, targetId, [sourceColumn, targetColumn], 3);
  }
  for (const stub of request.stubs) link(stub.vertexId, stubKey(stub), [null, null], 2);
  return links;
}

/** How far below the top of a box a column is met; plain edges, and columns that are not shown, meet its header. */
export function portOf(box: Box, column: string | null): number {
  return (column === null ? undefined : box.ports.get(column)) ?? box.anchor;
}

/** The links of each box. */
export function endsOf(links: readonly Link[]): ReadonlyMap<Box, readonly LinkEnd[]> {
  const ends = new Map<Box, LinkEnd[]>();
  const add = (box: Box, end: LinkEnd): void => {
    const known = ends.get(box);
    if (known) known.push(end);
    else ends.set(box, [end]);
  };
  for (const { a, aOffset, b, bOffset, weight } of links) {
    add(a, { box: b, offset: bOffset, ownOffset: aOffset, weight });
    add(b, { box: a, offset: aOffset, ownOffset: bOffset, weight });
  }
  return ends;
}

/** Boxes by hop, hops ascending, in the order given. */
export function columnsOf(boxes: Iterable<Box>): ReadonlyMap<number, Box[]> {
  const columns = new Map<number, Box[]>();
  for (const box of boxes) {
    const column = columns.get(box.hop);
    if (column) column.push(box);
    else columns.set(box.hop, [box]);
  }
  return new Map([...columns].toSorted(([a], [b]) => a - b));
}

/** Each edge once: an id that comes twice is the same line. */
export function distinctEdges<Edge extends LayoutEdge>(edges: readonly Edge[]): readonly Edge[] {
  return [...new Map(edges.map((edge) => [edge.id, edge])).values()];
}
