import { useCallback, useState } from 'react';
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

export function useCanvasFocus(order: CanvasOrder, boxes: ReadonlyMap<string, Box>, controls: ViewControls): FocusControls {
  const [asked, setAsked] = useState<CanvasFocus>({ id: order.rootId, column: null, byKeys: false });
  // What had the focus may have left the graph.
  const focus = boxes.has(asked.id) ? asked : { id: order.rootId, column: null, byKeys: asked.byKeys };
  const go = useCallback(
    (to: Focus) => {
      setAsked({ ...to, byKeys: true });
      const box = boxes.get(to.id);
      if (box) controls.reveal(box);
    },
    [boxes, controls],
  );
  const take = useCallback(({ id, column }: Focus) => {
    setAsked((now) => (now.id === id && now.column === column ? now : { id, column, byKeys: false }));
  }, []);
  return { focus, go, take };
}
