import { useCallback, useState } from 'react';
import type { ColumnRows } from '../lineage-graph/column-rows.ts';
import type { Drawing } from '../lineage-graph/graph-drawing.ts';
import { sizes } from '../lineage-graph/layout/layout.ts';
import type { CanvasOrder, Focus } from './canvas-order.ts';
import type { Box } from './geometry.ts';
import type { ViewControls } from './use-view.ts';

/** What has the one tab stop; reached by keys it also takes the focus of the page. */
export interface CanvasFocus extends Focus {
  readonly byKeys: boolean;
}

export interface FocusControls {
  readonly focus: CanvasFocus;
  /** By keys: the view follows. */
  readonly go: (to: Focus) => void;
  /** By pointer: the page has moved the focus already. */
  readonly take: (to: Focus) => void;
}

export function useCanvasFocus(
  order: CanvasOrder,
  boxes: ReadonlyMap<string, Box>,
  rows: Drawing['rows'],
  controls: ViewControls,
): FocusControls {
  const [asked, setAsked] = useState<CanvasFocus>({ id: order.rootId, column: null, byKeys: false });
  // What had the focus may have left the graph.
  const focus = boxes.has(asked.id) ? asked : { id: order.rootId, column: null, byKeys: asked.byKeys };
  const go = useCallback(
    (to: Focus) => {
      setAsked({ ...to, byKeys: true });
      const box = boxes.get(to.id);
      if (box) controls.reveal(to.column === null ? box : rowBox(box, rows.get(to.id), to.column));
    },
    [boxes, rows, controls],
  );
  const take = useCallback(({ id, column }: Focus) => {
    setAsked((now) => (now.id === id && now.column === column ? now : { id, column, byKeys: false }));
  }, []);
  return { focus, go, take };
}

/** Where the row of a column lies. */
function rowBox(card: Box, rows: ColumnRows | undefined, column: string): Box {
  const index = rows?.rows.findIndex(({ name }) => name === column) ?? -1;
  const minY = card.minY + sizes.datasetHeaderHeight + Math.max(0, index) * sizes.columnRowHeight;
  return { ...card, minY, maxY: minY + sizes.columnRowHeight };
}
