import { useLingui } from '@lingui/react/macro';
import { useShortcuts } from '../../ui/shortcuts.ts';
import type { ChangeRunsAddress } from './use-runs-address.ts';

export interface RunsActions {
  readonly change: ChangeRunsAddress;
  readonly zoom: (step: -1 | 1) => void;
  readonly pan: (step: -1 | 1) => void;
  readonly refresh: () => void;
  readonly close: () => void;
}

/** Failures, lanes and the table in the order of the page: what `j` and `k` walk through. The table walks its rows itself. */
const stops = '[data-failure] [data-open], [data-lane], main [role=grid]';

/** The keys of the night shift: j and k walk, Enter opens, r loads again; + and − zoom, [ and ] move in time. */
export function useRunsKeys({ change, zoom, pan, refresh, close }: RunsActions): void {
  const { t } = useLingui();
  useShortcuts(t`Runs`, [
    { keys: 'j', does: t`Next failure or job`, act: () => walk(1) },
    { keys: 'k', does: t`Failure or job before`, act: () => walk(-1) },
    { keys: 'r', does: t`Load again`, act: refresh },
    { keys: '+', does: t`Show less time`, act: () => zoom(-1) },
    { keys: '=', does: t`Show less time`, act: () => zoom(-1) },
    { keys: '-', does: t`Show more time`, act: () => zoom(1) },
    { keys: '[', does: t`Earlier`, act: () => pan(-1) },
    { keys: ']', does: t`Later`, act: () => pan(1) },
    { keys: '1', does: t`Lanes`, act: () => change({ view: 'lanes' }) },
    { keys: '3', does: t`Table`, act: () => change({ view: 'table' }) },
    { keys: 'Escape', does: t`Close the selected run`, act: close },
  ]);
}

function walk(step: -1 | 1): void {
  const all = [...document.querySelectorAll<HTMLElement>(stops)];
  const here = all.findIndex((stop) => stop.contains(document.activeElement));
  const next = all[here === -1 ? (step === 1 ? 0 : all.length - 1) : here + step];
  if (!next) return;
  const bars = next.querySelectorAll<HTMLElement>('[data-bar]');
  const target = next.matches('[data-lane]') ? (bars[bars.length - 1] ?? next.querySelector<HTMLElement>('a')) : next;
  target?.focus();
  target?.scrollIntoView({ block: 'nearest' });
}
