import { useMemo } from 'react';
import type { CanvasProps } from './canvas-props.ts';
import { opened, traced, tracedTo } from './canvas-address.ts';
import type { EdgeAt } from './use-edge-at.ts';
import type { FocusControls } from './use-canvas-focus.ts';

interface PointerHandlers {
  readonly onClick: (event: React.MouseEvent) => void;
  readonly onDoubleClick: (event: React.MouseEvent) => void;
  readonly onFocus: (event: React.FocusEvent) => void;
}

/** One set of handlers for the whole canvas: cards and edges carry their ids. */
export function useCanvasPointer(
  { store, address, onAddress, actions, drawing }: CanvasProps,
  { take }: FocusControls,
  edgeAt: EdgeAt,
): PointerHandlers {
  return useMemo(
    () => ({
      onClick(event) {
        const { target, shiftKey } = event;
        const id = idAt(target, 'vertex');
        const column = idAt(target, 'column');
        const line = edgeAt(event);
        // The merged edges of a folded group are no edges of the graph.
        const edge = line !== null && store.topology?.edges.has(line) ? line : null;
        // A press on a group or stub is its own.
        if (has(target, '[data-group], [data-stub]')) return;
        if (id !== null && column !== null) {
          onAddress((shiftKey ? tracedTo : traced)(address, drawing.graph.rootId, { id, column }));
        } else if (id !== null && has(target, '[data-more-columns]')) onAddress(opened(address, `${id}:columns`));
        else if (id !== null || edge !== null) {
          if (address.sel !== (id ?? edge)) onAddress({ sel: id ?? edge });
        } else if (has(target, '.react-flow__pane') && address.sel !== null) onAddress({ sel: null });
      },
      onDoubleClick({ target }) {
        const id = idAt(target, 'vertex');
        if (id !== null && id !== drawing.graph.rootId && !has(target, 'button')) actions.makeSubject(id);
      },
      onFocus({ target }) {
        const id = idAt(target, 'vertex') ?? idAt(target, 'stub');
        if (id !== null) take({ id, column: idAt(target, 'column') });
      },
    }),
    [store, address, onAddress, actions, drawing, take, edgeAt],
  );
}

function idAt(target: EventTarget, what: 'column' | 'stub' | 'vertex'): string | null {
  return target instanceof Element ? (target.closest(`[data-${what}]`)?.getAttribute(`data-${what}`) ?? null) : null;
}

function has(target: EventTarget, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}
