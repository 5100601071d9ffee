import { useCallback, useEffect, useRef, useState } from 'react';
import type { CanvasProps } from './canvas-props.ts';
import type { Box, Size, Transform } from './geometry.ts';
import { openingView, transformOf, viewOf } from './opening-view.ts';
import { canvasClosed, setViewOnScreen, viewLeftAt } from './view-on-screen.ts';
import { useOnMove } from './use-view.ts';

export interface Opening {
  readonly isOpening: boolean;
  readonly viewport: Transform;
  readonly onInit: () => void;
}

/** Where the canvas opens; it shows itself once the library has moved there. */
export function useOpening({ drawing: { graph, layout }, address, size }: CanvasProps, subject: Box | undefined): Opening {
  const [isOpening, setOpening] = useState(true);
  const { rootId } = graph;
  const first = useRef<Transform>(null);
  first.current ??= transformOf(openingView(layout.bounds, subject ?? layout.bounds, size, address.xyz ?? viewLeftAt(rootId)), size);
  const onInit = useCallback(() => {
    setOpening(false);
  }, []);
  const tell = useCallback(
    (transform: Transform, now: Size) => {
      if (!isOpening) setViewOnScreen(rootId, viewOf(transform, now));
    },
    [isOpening, rootId],
  );
  useOnMove(tell);
  useEffect(() => canvasClosed, []);
  return { isOpening, viewport: first.current, onInit };
}
