import { createContext, use } from 'react';
import type { DisplayGraph } from '../lineage-graph/display-graph.ts';
import type { GraphStore } from '../lineage-graph/graph-store.ts';
import type { CanvasActions } from './canvas-props.ts';
import type { LevelOfDetail } from './level-of-detail.ts';
import type { Trace } from './trace.ts';

/** What every card on a canvas reads beside its own entry of the store. */
export interface CanvasWorld {
  readonly store: GraphStore;
  readonly graph: DisplayGraph;
  readonly levelOfDetail: LevelOfDetail;
  readonly trace: Trace;
  /** What the address says is opened, and the instant it shows. */
  readonly opened: ReadonlySet<string>;
  readonly asOf: string | null;
  readonly actions: CanvasActions;
}

export const CanvasContext = createContext<CanvasWorld | null>(null);

export function useCanvas(): CanvasWorld {
  const world = use(CanvasContext);
  if (!world) throw new Error('Cards are drawn on a canvas only.');
  return world;
}
