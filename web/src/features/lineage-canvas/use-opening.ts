import { useCallback, useEffect, useRef, useState } from 'react';
import type { CanvasProps } from './canvas-props.ts';
import type { Box, Size, Transform } from './geometry.ts';
import { openingView, transformOf, viewOf } from './opening-view.ts';
import { setViewOnScreen } from './view-on-screen.ts';
import { useOnMove } from './use-view.ts';

export interface Opening {
  readonly isOpening: boolean;
  readonly viewport: Transform;
  readonly onInit: () => void;
}

function tell(transform: Transform, now: Size): void {
  setViewOnScreen(viewOf(transform, now));
}

/** Where the canvas opens; it shows itself once the library has moved there. */
export function useOpening({ drawing: { layout }, address, size }: CanvasProps, subject: Box | undefined): Opening {
  const [isOpening, setOpening] = useState(true);
  const first = useRef<Transform>(null);
  first.current ??= transformOf(openingView(layout.bounds, subject ?? layout.bounds, size, address.xyz), size);
  const onInit = useCallback(() => {
    setOpening(false);
  }, []);
  useOnMove(tell);
  useEffect(() => () => setViewOnScreen(null), []);
  return { isOpening, viewport: first.current, onInit };
}
