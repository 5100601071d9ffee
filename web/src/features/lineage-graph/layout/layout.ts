import type { VertexKind } from '../model.ts';

/** Sizes of ux §2 and §6, in CSS px at zoom 1. */
export const sizes = {
  datasetWidth: 188,
  jobWidth: 148,
  jobHeight: 40,
  datasetHeaderHeight: 47,
  columnRowHeight: 22,
  stubHeight: 28,
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

export interface LayoutRequest {
  readonly rootId: string;
  readonly vertices: readonly LayoutVertex[];
  readonly edges: readonly LayoutEdge[];
  readonly columnEdges: readonly LayoutColumnEdge[];
  /** Where vertices stand already: they stay there. Null lays everything out anew (“Tidy”). */
  readonly placed: ReadonlyMap<string, Point> | null;
}

/** One hop of the ruler. */
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

/** Coordinates are relative to the root, whose top left corner is 0, 0. */
export interface LayoutResult {
  readonly positions: ReadonlyMap<string, Point>;
  readonly bands: readonly HopBand[];
  readonly edgePaths: readonly EdgePath[];
  /** One for each segment of the traced path. */
  readonly columnPaths: readonly EdgePath[];
  readonly bounds: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number };
}

/** Places a graph; the one in use is chosen where the worker is made. */
export interface LayoutEngine {
  layout(request: LayoutRequest): LayoutResult;
}
