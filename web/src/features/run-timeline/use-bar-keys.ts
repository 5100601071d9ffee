import { useCallback } from 'react';

/**
 * Arrow keys within the one tab stop of a timeline: left and right along a lane, up and down to the bar nearest in time of
 * the next lane that has one, Home and End, Enter to open.
 */
export function useBarKeys(
  root: React.RefObject<HTMLElement | null>,
  onOpen: (runId: string) => void,
): (event: React.KeyboardEvent) => void {
  return useCallback(
    (event) => {
      const bar = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-bar]') : null;
      if (!bar || !root.current || event.ctrlKey || event.metaKey || event.altKey) return;
      const runId = bar.dataset['run'];
      if (event.key === 'Enter' && runId !== undefined) {
        event.preventDefault();
        onOpen(runId);
        return;
      }
      const next = neighbour(root.current, bar, event.key);
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: 'nearest' });
    },
    [root, onOpen],
  );
}

function neighbour(root: HTMLElement, bar: HTMLElement, key: string): HTMLElement | undefined {
  const lanes = [...root.querySelectorAll<HTMLElement>('[data-lane]')].map((lane) => [...lane.querySelectorAll<HTMLElement>('[data-bar]')]);
  const row = lanes.findIndex((bars) => bars.includes(bar));
  const bars = lanes[row] ?? [];
  const place = bars.indexOf(bar);
  switch (key) {
    case 'ArrowLeft':
      return bars[place - 1];
    case 'ArrowRight':
      return bars[place + 1];
    case 'Home':
      return bars[0];
    case 'End':
      return bars.at(-1);
    case 'ArrowUp':
      return nearest(
        lanes.slice(0, Math.max(0, row)).findLast((others) => others.length > 0),
        bar,
      );
    case 'ArrowDown':
      return nearest(
        lanes.slice(row + 1).find((others) => others.length > 0),
        bar,
      );
    default:
      return undefined;
  }
}

function nearest(bars: readonly HTMLElement[] | undefined, bar: HTMLElement): HTMLElement | undefined {
  const left = bar.getBoundingClientRect().left;
  const distance = (other: HTMLElement): number => Math.abs(other.getBoundingClientRect().left - left);
  return bars?.toSorted((one, other) => distance(one) - distance(other))[0];
}
