import type { LineageAddress } from '../../address/lineage-address.ts';
import type { GraphStore } from '../lineage-graph/graph-store.ts';
import type { LayoutResult, LayoutVertex } from '../lineage-graph/layout/layout.ts';
import type { LineageActions } from '../lineage-graph/lineage-actions.ts';
import type { ColumnPath, GraphTopology } from '../lineage-graph/model.ts';
import type { Size } from './geometry.ts';
import type { View } from './opening-view.ts';

/** What a canvas asks for beside changes of the view. */
export interface CanvasActions extends LineageActions {
  /** Opens the graph of another vertex. */
  makeSubject(id: string): void;
}

export interface LineageCanvasProps {
  readonly store: GraphStore;
  readonly layout: LayoutResult | null;
  /** What the layout placed, with sizes and the columns that have ports. */
  readonly shapes: ReadonlyMap<string, LayoutVertex>;
  readonly address: LineageAddress;
  readonly onAddress: (change: Partial<LineageAddress>) => void;
  readonly actions: CanvasActions;
  /** Kept at what shows, for Share and export. */
  readonly view?: { current: View | null };
}

/** The same once there is something to draw and room to draw it in. */
export interface CanvasProps extends LineageCanvasProps {
  readonly topology: GraphTopology;
  readonly columnPath: ColumnPath | null;
  readonly layout: LayoutResult;
  readonly size: Size;
}
