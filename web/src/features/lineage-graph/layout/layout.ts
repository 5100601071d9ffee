import type { VertexKind } from '../model.ts';

/** Sizes of ux §2 and §6, in CSS px at zoom 1. */
export const sizes = {
  datasetWidth: 188,
  jobWidth: 148,
  jobHeight: 40,
  datasetHeaderHeight: 47,
  columnRowHeight: 22,
  stubHeight: 28,
  stubWidth: 160,
  groupHeight: 62,
  /** Between two bands of the ruler; lines turn in it. */
  bandGap: 48,
  /** Least between two boxes of a band. */
  rowGap: 20,
  /** Around what a group that is unfolded frames, and above it for its name. */
  framePadding: 12,
  frameHeader: 26,
} as const;

export interface LayoutVertex {
  readonly id: string;
  readonly kind: VertexKind;
  readonly hop: number;
  readonly width: number;
  readonly height: number;
  /** Columns with a port, and how far below the top of the vertex its middle is. */
  readonly ports: readonly { readonly column: string; readonly y: number }[];
  /** Laid out as a block with the others of the same group. */
  readonly group: string | null;
}

export interface LayoutEdge {
  readonly id: string;
  readonly sourceId: string;
  readonly targetId: string;
}

export interface LayoutColumnEdge extends LayoutEdge {
  readonly sourceColumn: string | null;
  readonly targetColumn: string | null;
  readonly jobId: string | null;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The pill that stands for the neighbours of a vertex that are not shown. */
export interface LayoutStub {
  readonly vertexId: string;
  readonly side: 'up' | 'down';
}

export interface LayoutRequest {
  readonly rootId: string;
  readonly vertices: readonly LayoutVertex[];
  readonly edges: readonly LayoutEdge[];
  readonly columnEdges: readonly LayoutColumnEdge[];
  readonly stubs: readonly LayoutStub[];
  /**
   * Where vertices and stubs (by `stubKey`) stand already: they stay there, unless a box above has grown over them. Null lays
   * everything out anew (“Tidy”).
   */
  readonly placed: ReadonlyMap<string, Point> | null;
}

/** One hop of the ruler. Even hops are of the subject's kind, odd ones of the other; hops without a vertex have a band too. */
export interface HopBand {
  readonly hop: number;
  readonly x: number;
  readonly width: number;
}

/** One drawn line: an SVG path in coordinates of the layout, with its bounding box for culling. */
export interface EdgePath {
  readonly id: string;
  readonly d: string;
  readonly points: readonly Point[];
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
  /** Runs against the order of hops, in the lane beneath. */
  readonly isBackward: boolean;
}

/** One segment of the traced path: into a job, out of it, or from dataset to dataset where the job is not shown. */
export interface ColumnSegment extends EdgePath {
  readonly part: 'in' | 'out' | 'whole';
  /** Steps of the traced path that run through it. */
  readonly stepIds: readonly string[];
}

/** Where a stub stands, and the line that joins it to its vertex. */
export interface StubPlace extends LayoutStub {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly path: EdgePath;
}

/** The frame around the vertices of a group that is unfolded. */
export interface GroupFrame {
  readonly group: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Coordinates are relative to the root, whose top left corner is 0, 0. */
export interface LayoutResult {
  readonly positions: ReadonlyMap<string, Point>;
  readonly bands: readonly HopBand[];
  readonly edgePaths: readonly EdgePath[];
  readonly columnPaths: readonly ColumnSegment[];
  readonly stubs: readonly StubPlace[];
  readonly frames: readonly GroupFrame[];
  readonly bounds: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number };
}

/** Places a graph; the one in use is chosen where the worker is made. */
export interface LayoutEngine {
  layout(request: LayoutRequest): LayoutResult;
}

/** How a stub is called among the places that are kept. */
export function stubKey({ vertexId, side }: LayoutStub): string {
  return `${vertexId}:${side}`;
}
