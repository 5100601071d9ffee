import { useLingui } from '@lingui/react/macro';
import { useCallback, useMemo } from 'react';
import type { LineageAddress } from '../../address/lineage-address.ts';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { cleared, traced, allClosed, moreOpened } from './canvas-address.ts';
import { steppedFrom, type CanvasOrder, type Step } from './canvas-order.ts';
import type { CanvasProps } from './canvas-props.ts';
import type { FocusControls } from './use-canvas-focus.ts';
import type { ViewControls } from './use-view.ts';

const steps: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'subject',
};

type Acts = Readonly<Record<string, () => void>>;

/** The keys of ux §4.5 while something on the canvas has the focus; those that are letters and signs work on the whole page. */
export function useCanvasKeys(
  props: CanvasProps,
  { focus, go }: FocusControls,
  order: CanvasOrder,
  controls: ViewControls,
): (event: React.KeyboardEvent) => void {
  const { drawing, address, onAddress } = props;
  const acts = useActs(props, focus, controls);
  useSheet(acts);
  return useCallback(
    (event) => {
      const { graph, rows } = drawing;
      const onCard = event.target instanceof Element && event.target.closest('[data-vertex], [data-stub]') !== null;
      if (!onCard || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const step = steps[event.key];
      const own: Acts = {
        ...acts,
        ...(focus.column === null && graph.vertices.has(focus.id) ? { Enter: () => onAddress({ sel: focus.id }) } : {}),
        ...(cleared(address) ? { Escape: () => onAddress(cleared(address) ?? {}) } : {}),
      };
      const act = step
        ? () => go(steppedFrom(order, focus, step, (id) => rows.get(id)?.rows.map(({ name }) => name) ?? []))
        : own[event.key];
      if (!act) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    },
    [drawing, address, onAddress, acts, focus, go, order],
  );
}

function useActs({ drawing, address, onAddress, actions }: CanvasProps, focus: FocusControls['focus'], controls: ViewControls): Acts {
  return useMemo(() => {
    const { graph, layout } = drawing;
    const change = (to: Partial<LineageAddress> | null): void => {
      if (to) onAddress(to);
    };
    return {
      '+': () => controls.zoomBy(1.25),
      '=': () => controls.zoomBy(1.25),
      '-': () => controls.zoomBy(1 / 1.25),
      '0': () => controls.fit(layout.bounds),
      e: () => change(moreOpened(address, graph, focus.id)),
      c: () => change(allClosed(address, focus.id)),
      ...(graph.vertices.has(focus.id) && focus.id !== graph.rootId ? { m: () => actions.makeSubject(focus.id) } : {}),
      ...(focus.column === null ? {} : { t: () => onAddress(traced(address, graph.rootId, focus)) }),
    };
  }, [drawing, address, onAddress, actions, focus, controls]);
}

/** Lists the keys in the shortcut sheet. Those told by a sign are heard by the canvas alone. */
function useSheet(acts: Acts): void {
  const { t } = useLingui();
  const does: readonly (readonly [keys: string, does: string])[] = [
    ['← → ↑ ↓', t`Follow the edges, up and down through a hop`],
    ['↵', t`Inspect`],
    ['+', t`Zoom in`],
    ['-', t`Zoom out`],
    ['0', t`Fit the whole graph`],
    ['e', t`Open columns, then what lies beyond`],
    ['c', t`Close what was opened`],
    ['t', t`Trace the column`],
    ['m', t`Make it the subject`],
  ];
  useShortcuts(
    t`Graph`,
    does.map(([keys, words]) => ({ keys, does: words, act: () => acts[keys]?.() })),
  );
}
