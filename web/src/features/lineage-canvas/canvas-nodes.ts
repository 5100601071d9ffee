import { Position, type Node, type NodeHandle } from '@xyflow/react';
import { cardHeight, type ColumnRows } from '../lineage-graph/column-rows.ts';
import { groupVertexId, type DisplayGraph } from '../lineage-graph/display-graph.ts';
import type { Drawing } from '../lineage-graph/graph-drawing.ts';
import type { GraphGroup } from '../lineage-graph/graph-groups.ts';
import { sizes, stubKey, type Point, type StubPlace } from '../lineage-graph/layout/layout.ts';
import type { GraphVertex, VertexCard } from '../lineage-graph/model.ts';
import type { Box, Size } from './geometry.ts';
import type { Degree } from './vertex-words.ts';

/** What the keys and the address say of one thing on the canvas. */
interface Marks extends Record<string, unknown> {
  readonly hop: number;
  readonly isSelected: boolean;
  /** Has the one tab stop of the canvas. */
  readonly isCurrent: boolean;
  /** It came there by keys, so the focus of the page follows. */
  readonly takesFocus: boolean;
  /** The column that has it, null for the card as a whole. */
  readonly currentColumn: string | null;
}

interface VertexContent extends Marks {
  readonly vertex: GraphVertex;
  readonly size: Size;
  readonly rows: ColumnRows;
  readonly degree: Degree;
  readonly isSubject: boolean;
}

interface StubContent extends Marks {
  readonly stub: StubPlace;
  readonly vertex: GraphVertex;
  readonly count: number;
}

interface GroupContent extends Marks {
  readonly group: GraphGroup;
}

/** A dataset or job as xyflow holds it. */
export type VertexNode = Node<VertexContent, 'vertex'>;

/** The pill that stands for neighbours that are not shown. */
export type StubNode = Node<StubContent, 'stub'>;

/** The card that stands for the vertices of a folded group. */
export type GroupNode = Node<GroupContent, 'folded'>;

export type CanvasNode = GroupNode | StubNode | VertexNode;

/** What a card in full is drawn from. */
export interface CardProps {
  readonly data: VertexContent;
  readonly card: VertexCard | undefined;
  readonly now: number;
}

const unmarked = { isSelected: false, isCurrent: false, takesFocus: false, currentColumn: null } as const;
const noRows: ColumnRows = { rows: [], more: 0 };

/** Hop by hop from top to bottom: the order in which xyflow mounts is the order in which assistive technology reads. */
export function canvasNodes({ graph, rows, layout }: Drawing): readonly CanvasNode[] {
  const degrees = degreesOf(graph);
  const nodes: CanvasNode[] = [];
  for (const vertex of graph.vertices.values()) {
    const position = layout.positions.get(vertex.id);
    if (position) nodes.push(vertexNode(vertex, position, rows.get(vertex.id) ?? noRows, degrees, graph.rootId));
  }
  for (const group of graph.groups.values()) {
    const position = group.isFolded ? layout.positions.get(groupVertexId(group.key)) : undefined;
    if (position) nodes.push(groupNode(group, position));
  }
  for (const stub of layout.stubs) {
    const vertex = graph.vertices.get(stub.vertexId);
    if (vertex) nodes.push(stubNode(stub, vertex));
  }
  return nodes.toSorted((a, b) => a.data.hop - b.data.hop || a.position.y - b.position.y);
}

function vertexNode(
  vertex: GraphVertex,
  position: Point,
  rows: ColumnRows,
  degrees: ReadonlyMap<string, Degree>,
  rootId: string,
): VertexNode {
  const { id, hop, kind } = vertex;
  const degree = degrees.get(id) ?? { upstream: 0, downstream: 0 };
  const size =
    kind === 'JOB' ? { width: sizes.jobWidth, height: sizes.jobHeight } : { width: sizes.datasetWidth, height: cardHeight(rows) };
  return {
    ...fixed(id, position, size),
    type: 'vertex',
    data: {
      ...unmarked,
      hop,
      vertex,
      size,
      rows,
      degree: { upstream: degree.upstream + vertex.hiddenUpstream, downstream: degree.downstream + vertex.hiddenDownstream },
      isSubject: id === rootId,
    },
  };
}

function groupNode(group: GraphGroup, position: Point): GroupNode {
  const size = { width: sizes.datasetWidth, height: sizes.groupHeight };
  return { ...fixed(groupVertexId(group.key), position, size), type: 'folded', data: { ...unmarked, hop: group.hop, group } };
}

function stubNode(stub: StubPlace, vertex: GraphVertex): StubNode {
  const isUp = stub.side === 'up';
  const count = isUp ? vertex.hiddenUpstream : vertex.hiddenDownstream;
  return {
    ...fixed(stubKey(stub), stub, stub),
    type: 'stub',
    data: { ...unmarked, hop: vertex.hop + (isUp ? -1 : 1), stub, vertex, count },
  };
}

/** Where a node lies. */
export function boxOf({ position: { x, y }, width = 0, height = 0 }: CanvasNode): Box {
  return { minX: x, minY: y, maxX: x + width, maxY: y + height };
}

/** How many elements a card takes in full: a row of columns about three. */
export function loadOf(node: CanvasNode): number {
  return node.type === 'vertex' ? 11 + 3 * node.data.rows.rows.length : 6;
}

/** Sizes and handles are given, so nothing is measured and what is culled never mounts. */
function fixed(id: string, { x, y }: Point, { width, height }: Size) {
  const handle = { y: Math.min(height, 40) / 2, width: 1, height: 1 };
  const handles: NodeHandle[] = [
    { ...handle, type: 'target', position: Position.Left, x: 0 },
    { ...handle, type: 'source', position: Position.Right, x: width },
  ];
  return {
    id,
    position: { x, y },
    width,
    height,
    handles,
    draggable: false,
    connectable: false,
    deletable: false,
    selectable: false,
    focusable: false,
    style: { pointerEvents: 'all' as const },
    // The library would call every card a “node” to screen readers.
    domAttributes: { 'aria-roledescription': undefined },
  };
}

function degreesOf({ edges }: DisplayGraph): ReadonlyMap<string, Degree> {
  const degrees = new Map<string, { upstream: number; downstream: number }>();
  const of = (id: string): { upstream: number; downstream: number } => {
    const degree = degrees.get(id) ?? { upstream: 0, downstream: 0 };
    degrees.set(id, degree);
    return degree;
  };
  for (const { sourceId, targetId } of edges.values()) {
    of(sourceId).downstream += 1;
    of(targetId).upstream += 1;
  }
  return degrees;
}
