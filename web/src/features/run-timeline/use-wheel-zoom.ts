import { useEffect, useRef } from 'react';

/** How far a wheel has to turn for one step, so that a touchpad does not rush through all of them. */
const turnOfStep = 60;

/** Ctrl+wheel and pinch zoom where the pointer is. The element marked `data-time` tells where time lies. */
export function useWheelZoom(root: React.RefObject<HTMLElement | null>, onZoom: (step: -1 | 1, at: number) => void): void {
  const act = useRef(onZoom);
  useEffect(() => {
    act.current = onZoom;
  });
  useEffect(() => {
    const element = root.current;
    let turned = 0;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      const time = element?.querySelector('[data-time]')?.getBoundingClientRect();
      if (!time || time.width === 0) return;
      event.preventDefault();
      turned += event.deltaY;
      if (Math.abs(turned) < turnOfStep) return;
      act.current(turned < 0 ? -1 : 1, Math.min(1, Math.max(0, (event.clientX - time.left) / time.width)));
      turned = 0;
    };
    // React listens passively, where the page itself would zoom as well.
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element?.removeEventListener('wheel', onWheel);
    };
  }, [root]);
}
