import { useKeys } from '../../ui/use-keys.ts';
import type { ChangeRunsAddress } from './use-runs-address.ts';

export interface RunsActions {
  readonly change: ChangeRunsAddress;
  readonly zoom: (step: -1 | 1) => void;
  readonly pan: (step: -1 | 1) => void;
  readonly refresh: () => void;
  readonly close: () => void;
}

/** Failures, lanes and rows in the order of the page: what `j` and `k` walk through. */
const stops = '[data-failure] [data-open], [data-lane], [data-row]';

/** The keys of the night shift: j and k walk, Enter opens, r loads again; + and − zoom, [ and ] move in time. */
export function useRunsKeys({ change, zoom, pan, refresh, close }: RunsActions): void {
  useKeys({
    j: () => {
      walk(1);
    },
    k: () => {
      walk(-1);
    },
    r: refresh,
    '+': () => {
      zoom(-1);
    },
    '=': () => {
      zoom(-1);
    },
    '-': () => {
      zoom(1);
    },
    '[': () => {
      pan(-1);
    },
    ']': () => {
      pan(1);
    },
    '1': () => {
      change({ view: 'lanes' });
    },
    '3': () => {
      change({ view: 'table' });
    },
    Escape: close,
  });
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
