import { useStoreApi } from '@xyflow/react';
import { useCallback } from 'react';
import type { EdgePath } from '../lineage-graph/layout/layout.ts';

/** How far beside an edge still hits it, in screen pixels. */
const reach = 7;

export type EdgeAt = (event: { readonly target: EventTarget; readonly clientX: number; readonly clientY: number }) => string | null;

/**
 * The edge under the pointer where nothing else is. Asked of one unseen wide path that borrows the shape of each edge nearby: a second,
 * wide path for every edge would be as many elements again.
 */
export function useEdgeAt(root: React.RefObject<HTMLDivElement | null>, paths: readonly EdgePath[]): EdgeAt {
  const store = useStoreApi();
  return useCallback(
    ({ target, clientX, clientY }) => {
      const probe = root.current?.querySelector<SVGPathElement>('[data-edge-probe]');
      if (!probe || !(target instanceof Element) || !target.matches('.react-flow__pane, .react-flow__renderer')) return null;
      const { transform, domNode } = store.getState();
      const [left, top, zoom] = transform;
      const frame = domNode?.getBoundingClientRect();
      if (!frame || zoom < 0.45) return null;
      const x = (clientX - frame.left - left) / zoom;
      const y = (clientY - frame.top - top) / zoom;
      const far = reach / zoom;
      probe.style.strokeWidth = `${2 * far}px`;
      const hit = paths.findLast((path) => {
        if (x < path.minX - far || x > path.maxX + far || y < path.minY - far || y > path.maxY + far) return false;
        probe.setAttribute('d', path.d);
        return probe.isPointInStroke(new DOMPoint(x, y));
      });
      return hit?.id ?? null;
    },
    [root, paths, store],
  );
}
