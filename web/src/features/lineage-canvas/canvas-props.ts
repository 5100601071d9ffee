import type { LineageAddress } from '../../address/lineage-address.ts';
import type { Drawing } from '../lineage-graph/graph-drawing.ts';
import type { GraphStore } from '../lineage-graph/graph-store.ts';
import type { LineageActions } from '../lineage-graph/lineage-actions.ts';
import type { ColumnPath } from '../lineage-graph/model.ts';
import type { Size } from './geometry.ts';

/** What a canvas asks for beside changes of the view. */
export interface CanvasActions extends LineageActions {
  /** Opens the graph of another vertex. */
  makeSubject(id: string): void;
}

export interface LineageCanvasProps {
  readonly store: GraphStore;
  readonly drawing: Drawing | null;
  readonly address: LineageAddress;
  readonly onAddress: (change: Partial<LineageAddress>) => void;
  readonly actions: CanvasActions;
}

/** The same once there is something to draw and room to draw it in. */
export interface CanvasProps extends LineageCanvasProps {
  readonly drawing: Drawing;
  readonly columnPath: ColumnPath | null;
  readonly size: Size;
}
