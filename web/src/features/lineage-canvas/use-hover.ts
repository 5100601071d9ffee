import { useMemo } from 'react';
import type { DisplayGraph } from '../lineage-graph/display-graph.ts';
import { neighbourhood } from './neighbourhood.ts';
import type { EdgeAt } from './use-edge-at.ts';

interface HoverHandlers {
  readonly onPointerMove: (event: React.PointerEvent) => void;
  readonly onPointerLeave: () => void;
}

/** Lifts what touches the thing under the pointer by attributes that React does not write: hovering renders nothing. */
export function useHover(root: React.RefObject<HTMLDivElement | null>, graph: DisplayGraph, edgeAt: EdgeAt): HoverHandlers {
  return useMemo(() => {
    let shown: string | null = null;
    const lift = (id: string | null, isEdge: boolean): void => {
      if (id === shown || !root.current) return;
      shown = id;
      root.current.toggleAttribute('data-hover', id !== null);
      root.current.toggleAttribute('data-over-edge', isEdge);
      const lifted = id === null ? new Set<string>() : neighbourhood(graph, id);
      for (const element of root.current.querySelectorAll('[data-vertex], [data-edge]')) {
        const own = element.getAttribute('data-vertex') ?? element.getAttribute('data-edge') ?? '';
        element.toggleAttribute('data-lifted', lifted.has(own));
      }
    };
    return {
      onPointerMove(event) {
        const { target, buttons, pointerType } = event;
        if (pointerType === 'touch' || !(target instanceof Element)) return;
        if (buttons !== 0) {
          lift(null, false);
          return;
        }
        const vertex = target.closest('[data-vertex]')?.getAttribute('data-vertex') ?? null;
        const edge = vertex === null ? edgeAt(event) : null;
        lift(vertex ?? edge, edge !== null);
      },
      onPointerLeave() {
        lift(null, false);
      },
    };
  }, [root, graph, edgeAt]);
}
