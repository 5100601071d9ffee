import { useReactFlow, useStore, useStoreApi, type ReactFlowState } from '@xyflow/react';
import { useCallback, useEffect, useMemo } from 'react';
import type { EdgePath } from '../lineage-graph/layout/layout.ts';
import { boxOf, loadOf, type CanvasNode } from './canvas-nodes.ts';
import { overlaps, shiftInto, shownBox, snappedBox, type Box, type Size, type Transform } from './geometry.ts';
import { levelOfDetail, type LevelOfDetail } from './level-of-detail.ts';
import { fittedView, transformOf, viewAround, viewOf, zoomLimits, type View } from './opening-view.ts';

function transformIn({ transform: [x, y, zoom] }: ReactFlowState): Transform {
  return { x, y, zoom };
}

/** Renders when another part of the grid comes into sight, not on every move. */
export function useSnappedBox(): Box {
  const key = useStore((state) => {
    const { minX, minY, maxX, maxY } = snappedBox(transformIn(state), state);
    return `${minX},${minY},${maxX},${maxY}`;
  });
  return useMemo(() => {
    const [minX = 0, minY = 0, maxX = 0, maxY = 0] = key.split(',').map(Number);
    return { minX, minY, maxX, maxY };
  }, [key]);
}

/** Renders when another level is reached. */
export function useLevelOfDetail(nodes: readonly CanvasNode[], paths: readonly EdgePath[]): LevelOfDetail {
  const box = useSnappedBox();
  const near = useMemo(() => {
    let cards = 0;
    for (const node of nodes) if (overlaps(boxOf(node), box)) cards += loadOf(node);
    const lines = paths.filter((path) => overlaps(path, box)).length;
    return { cards, lines, area: (box.maxX - box.minX) * (box.maxY - box.minY) };
  }, [nodes, paths, box]);
  return useStore(({ transform, width, height }) => {
    const [, , zoom] = transform;
    // Lines are culled by the grid, cards by what shows: of them about as many as its share.
    const share = (width * height) / (zoom * zoom * near.area);
    return levelOfDetail(zoom, near.lines + near.cards * Math.min(1, share));
  });
}

/** Tells every move of the view, outside of rendering. */
export function useOnMove(listener: (transform: Transform, size: Size) => void): void {
  const store = useStoreApi();
  useEffect(() => {
    let last: ReactFlowState | null = null;
    const tell = (state: ReactFlowState): void => {
      if (last && last.transform === state.transform && last.width === state.width && last.height === state.height) return;
      last = state;
      listener(transformIn(state), { width: state.width, height: state.height });
    };
    tell(store.getState());
    return store.subscribe(tell);
  }, [store, listener]);
}

export interface ViewControls {
  view(): View;
  shown(): Box;
  /** At once, as a drag asks for. */
  jump(view: View): void;
  panBy(x: number, y: number): void;
  zoomBy(factor: number): void;
  fit(graph: Box): void;
  centre(box: Box): void;
  /** Moves as little as it takes until all of it shows clear of what lies over the canvas. */
  reveal(box: Box): void;
}

/** Kept free of ruler, legend and minimap, in screen pixels. */
const clear = { minX: 24, minY: 48, maxX: 24, maxY: 72 } as const;

export function useViewControls(): ViewControls {
  const store = useStoreApi();
  const { setViewport } = useReactFlow();
  const move = useCallback(
    (view: View) => {
      const calm = globalThis.matchMedia('(prefers-reduced-motion: reduce)').matches;
      void setViewport(transformOf(view, store.getState()), { duration: calm ? 0 : 200 });
    },
    [setViewport, store],
  );
  return useMemo(() => {
    const view = (): View => viewOf(transformIn(store.getState()), store.getState());
    const shown = (): Box => shownBox(transformIn(store.getState()), store.getState());
    const panBy = (x: number, y: number): void => {
      const { x: atX, y: atY, zoom } = view();
      move({ x: atX + x, y: atY + y, zoom });
    };
    return {
      view,
      shown,
      jump(to) {
        void setViewport(transformOf(to, store.getState()));
      },
      panBy,
      zoomBy(factor) {
        const { x, y, zoom } = view();
        move({ x, y, zoom: Math.min(zoomLimits.max, Math.max(zoomLimits.min, zoom * factor)) });
      },
      fit(graph) {
        move(fittedView(graph, store.getState()));
      },
      centre(box) {
        move(viewAround(box, Math.max(view().zoom, 0.7)));
      },
      reveal(box) {
        const { zoom } = view();
        const margin = { minX: clear.minX / zoom, minY: clear.minY / zoom, maxX: clear.maxX / zoom, maxY: clear.maxY / zoom };
        const { x, y } = shiftInto(box, shown(), margin);
        if (x !== 0 || y !== 0) panBy(x, y);
      },
    };
  }, [store, move, setViewport]);
}
