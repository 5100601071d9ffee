import { useCallback, useEffect, useRef, useState } from 'react';
import type { CanvasProps } from './canvas-props.ts';
import type { Box, Size, Transform } from './geometry.ts';
import { openingView, transformOf, viewOf } from './opening-view.ts';
import { useOnMove } from './use-view.ts';

export interface Opening {
  readonly isOpening: boolean;
  readonly viewport: Transform;
  readonly onInit: () => void;
}

/** Where the canvas opens; it shows itself once the library has moved there. Keeps the caller told of what shows. */
export function useOpening({ drawing: { layout }, address, size, view }: CanvasProps, subject: Box | undefined): Opening {
  const [isOpening, setOpening] = useState(true);
  const first = useRef<Transform>(null);
  first.current ??= transformOf(openingView(layout.bounds, subject ?? layout.bounds, size, address.xyz), size);
  const onInit = useCallback(() => {
    setOpening(false);
  }, []);
  const tell = useCallback(
    (transform: Transform, now: Size) => {
      if (view) view.current = viewOf(transform, now);
    },
    [view],
  );
  useOnMove(tell);
  useEffect(
    () => () => {
      if (view) view.current = null;
    },
    [view],
  );
  return { isOpening, viewport: first.current, onInit };
}
