import { useCallback } from 'react';
import type { CanvasProps } from './canvas-props.ts';
import { steppedFrom, type CanvasOrder, type Step } from './canvas-order.ts';
import { cleared, traced, withColumnsClosed, withColumnsOpened } from './canvas-address.ts';
import type { FocusControls } from './use-canvas-focus.ts';
import type { ViewControls } from './use-view.ts';

const steps: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'subject',
};

/** The keys of ux §4.5, while something on the canvas has the focus. */
export function useCanvasKeys(
  { drawing, address, onAddress, actions }: CanvasProps,
  { focus, go }: FocusControls,
  order: CanvasOrder,
  controls: ViewControls,
): (event: React.KeyboardEvent) => void {
  return useCallback(
    (event) => {
      const { graph, rows, layout } = drawing;
      const onCard = event.target instanceof Element && event.target.closest('[data-vertex], [data-stub]') !== null;
      if (!onCard || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const step = steps[event.key];
      const acts: Readonly<Record<string, () => void>> = {
        '+': () => controls.zoomBy(1.25),
        '=': () => controls.zoomBy(1.25),
        '-': () => controls.zoomBy(1 / 1.25),
        '0': () => controls.fit(layout.bounds),
        e: () => onAddress(withColumnsOpened(address, graph, focus.id)),
        c: () => onAddress(withColumnsClosed(address, focus.id)),
        m: () => actions.makeSubject(focus.id),
        ...(focus.column === null ? {} : { t: () => onAddress(traced(address, graph.rootId, focus)) }),
        ...(focus.column === null && graph.vertices.has(focus.id) ? { Enter: () => onAddress({ sel: focus.id }) } : {}),
        ...(cleared(address) ? { Escape: () => onAddress(cleared(address) ?? {}) } : {}),
      };
      const act = step
        ? () => go(steppedFrom(order, focus, step, (id) => rows.get(id)?.rows.map(({ name }) => name) ?? []))
        : acts[event.key];
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    },
    [drawing, address, onAddress, actions, focus, go, order, controls],
  );
}
