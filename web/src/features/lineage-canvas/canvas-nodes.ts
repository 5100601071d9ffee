import { Position, type Node, type NodeHandle } from '@xyflow/react';
import type { LayoutResult, LayoutVertex } from '../lineage-graph/layout/layout.ts';
import type { GraphTopology, GraphVertex } from '../lineage-graph/model.ts';
import type { Degree } from './vertex-words.ts';

interface VertexNodeContent extends Record<string, unknown> {
  readonly vertex: GraphVertex;
  readonly shape: LayoutVertex;
  readonly degree: Degree;
  readonly isSubject: boolean;
  readonly isSelected: boolean;
  /** Has the one tab stop of the canvas. */
  readonly isCurrent: boolean;
  /** It came there by keys, so the focus of the page follows. */
  readonly takesFocus: boolean;
  /** The column that has it, null for the card as a whole. */
  readonly currentColumn: string | null;
}

/** A dataset or job as xyflow holds it. */
export type VertexNode = Node<VertexNodeContent, 'vertex'>;

/** Hop by hop from top to bottom: the order in which xyflow mounts is the order in which assistive technology reads. */
export function vertexNodes(
  topology: GraphTopology,
  layout: LayoutResult,
  shapes: ReadonlyMap<string, LayoutVertex>,
): readonly VertexNode[] {
  const degrees = degreesOf(topology);
  const nodes: VertexNode[] = [];
  for (const vertex of topology.vertices.values()) {
    const position = layout.positions.get(vertex.id);
    const shape = shapes.get(vertex.id);
    if (position && shape) nodes.push(vertexNode(vertex, shape, position, degrees.get(vertex.id), topology.rootId));
  }
  return nodes.toSorted((a, b) => a.data.vertex.hop - b.data.vertex.hop || a.position.y - b.position.y);
}

function vertexNode(
  vertex: GraphVertex,
  shape: LayoutVertex,
  position: { readonly x: number; readonly y: number },
  degree: Degree | undefined,
  rootId: string,
): VertexNode {
  return {
    ...fixed(vertex.id, position, shape),
    type: 'vertex',
    data: {
      vertex,
      shape,
      degree: {
        upstream: (degree?.upstream ?? 0) + vertex.hiddenUpstream,
        downstream: (degree?.downstream ?? 0) + vertex.hiddenDownstream,
      },
      isSubject: vertex.id === rootId,
      isSelected: false,
      isCurrent: false,
      takesFocus: false,
      currentColumn: null,
    },
  };
}

/** Sizes and handles are given, so nothing is measured and what is culled never mounts. */
export function fixed(
  id: string,
  position: { readonly x: number; readonly y: number },
  size: { readonly width: number; readonly height: number },
) {
  const { width, height } = size;
  const handle = { y: Math.min(height, 40) / 2, width: 1, height: 1 };
  const handles: NodeHandle[] = [
    { ...handle, type: 'target', position: Position.Left, x: 0 },
    { ...handle, type: 'source', position: Position.Right, x: width },
  ];
  return {
    id,
    position: { x: position.x, y: position.y },
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

function degreesOf(topology: GraphTopology): ReadonlyMap<string, Degree> {
  const degrees = new Map<string, { upstream: number; downstream: number }>();
  const of = (id: string): { upstream: number; downstream: number } => {
    const degree = degrees.get(id) ?? { upstream: 0, downstream: 0 };
    degrees.set(id, degree);
    return degree;
  };
  for (const { sourceId, targetId } of topology.edges.values()) {
    of(sourceId).downstream += 1;
    of(targetId).upstream += 1;
  }
  return degrees;
}
