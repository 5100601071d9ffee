import { useLingui } from '@lingui/react/macro';
import { useCallback, useEffect, useRef } from 'react';
import type { LayoutResult } from '../lineage-graph/layout/layout.ts';
import { useCanvas } from './canvas-context.ts';
import type { CanvasNode } from './canvas-nodes.ts';
import { shownBox, type Size, type Transform } from './geometry.ts';
import { drawMinimap, minimapScale, minimapSize, toMinimap } from './minimap-drawing.ts';
import { useThemeChange } from './use-theme-change.ts';
import { useOnMove, type ViewControls } from './use-view.ts';
import styles from './Minimap.module.css';

interface MinimapProps {
  readonly nodes: readonly CanvasNode[];
  readonly bounds: LayoutResult['bounds'];
  readonly controls: ViewControls;
}

/** The whole graph, drawn; its frame is what shows and moves by pointer and by arrows. */
export function Minimap({ nodes, bounds, controls }: MinimapProps): React.ReactNode {
  const { t } = useLingui();
  const canvas = useDrawing(nodes, bounds);
  const lens = useLens(bounds);
  const goTo = (event: React.PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const { scale, left, top } = minimapScale(bounds);
    const x = (event.clientX - box.left - left) / scale + bounds.minX;
    const y = (event.clientY - box.top - top) / scale + bounds.minY;
    controls.jump({ x, y, zoom: controls.view().zoom });
  };
  return (
    <div
      className={styles['map']}
      role="group"
      tabIndex={0}
      aria-label={t`Overview of the graph: arrow keys move what is shown`}
      data-minimap=""
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        goTo(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) goTo(event);
      }}
      onKeyDown={(event) => {
        const step = steps[event.key];
        if (!step) return;
        event.preventDefault();
        event.stopPropagation();
        const far = 120 / controls.view().zoom;
        controls.panBy(step.x * far, step.y * far);
      }}
    >
      <canvas ref={canvas} width={minimapSize.width} height={minimapSize.height} />
      <span ref={lens} className={styles['lens']} />
    </div>
  );
}

const steps: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** However often states change, they are drawn this far apart: reading colours makes the browser reckon styles. */
const redrawMs = 300;

/** Draws again when the graph, a state in it or the theme changes. */
function useDrawing(nodes: readonly CanvasNode[], bounds: LayoutResult['bounds']): React.RefObject<HTMLCanvasElement | null> {
  const { store, trace } = useCanvas();
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeChange();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const draw = (): void => {
      timer = null;
      if (canvas.current) drawMinimap(canvas.current, nodes, bounds, store, trace);
    };
    const soon = (): void => {
      timer ??= setTimeout(draw, redrawMs);
    };
    const frame = requestAnimationFrame(draw);
    const stops = nodes.map(({ id }) => store.onCard(id, soon));
    return () => {
      cancelAnimationFrame(frame);
      if (timer !== null) clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [nodes, bounds, store, trace, theme]);
  return canvas;
}

function useLens(bounds: LayoutResult['bounds']): React.RefObject<HTMLSpanElement | null> {
  const lens = useRef<HTMLSpanElement>(null);
  const follow = useCallback(
    (transform: Transform, size: Size) => {
      const box = toMinimap(shownBox(transform, size), bounds);
      const style = lens.current?.style;
      if (!style) return;
      style.transform = `translate(${box.minX}px, ${box.minY}px)`;
      style.width = `${box.maxX - box.minX}px`;
      style.height = `${box.maxY - box.minY}px`;
    },
    [bounds],
  );
  useOnMove(follow);
  return lens;
}
