import { useLayoutEffect } from 'react';

/** Moves the focus of the page to what the keys have reached. */
export function useFocusOn(frame: React.RefObject<HTMLElement | null>, takesFocus: boolean, column: string | null): void {
  useLayoutEffect(() => {
    const element = frame.current;
    if (!takesFocus || !element) return;
    const target = column === null ? element : element.querySelector<HTMLElement>(`[data-column="${CSS.escape(column)}"]`);
    (target ?? element).focus({ preventScroll: true });
  }, [frame, takesFocus, column]);
}
