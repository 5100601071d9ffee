import { nextRange, rangeMs, runRanges, type RunRange } from '../../address/runs-address.ts';
import type { TimeWindow } from './time-axis.ts';

/** Of the time shown, how far its end runs ahead of now, so that the window stands still while now moves on within it. */
const ahead = 1 / 40;

/** The time a range shows; without an end it follows now, in steps rather than all the time. */
export function visibleWindow(range: RunRange, to: string | null, nowMs: number): TimeWindow {
  const span = rangeMs(range);
  if (to !== null) return { fromMs: Date.parse(to) - span, toMs: Date.parse(to) };
  const step = span * ahead;
  const toMs = Math.ceil((nowMs + step / 8) / step) * step;
  return { fromMs: toMs - span, toMs };
}

/** Range and end after a step closer or wider, with the time at `at` (a share of the width) where it was. */
export function zoomed(
  range: RunRange,
  window: TimeWindow,
  step: -1 | 1,
  at: number,
  nowMs: number,
): { range: RunRange; to: string | null } {
  const next = nextRange(range, step);
  const fixedMs = window.fromMs + (window.toMs - window.fromMs) * at;
  return { range: next, to: endOrNow(fixedMs + rangeMs(next) * (1 - at), rangeMs(next), nowMs) };
}

/** The end after a step of half a window to the past (−1) or back (+1). */
export function panned(range: RunRange, window: TimeWindow, step: -1 | 1, nowMs: number): string | null {
  return endOrNow(window.toMs + (step * rangeMs(range)) / 2, rangeMs(range), nowMs);
}

/** The closest range that holds a stretch of time, around its middle. */
export function rangeAround({ fromMs, toMs }: TimeWindow, nowMs: number): { range: RunRange; to: string | null } {
  const range = runRanges.find((one) => rangeMs(one) >= toMs - fromMs) ?? '30d';
  return { range, to: endOrNow((fromMs + toMs) / 2 + rangeMs(range) / 2, rangeMs(range), nowMs) };
}

/** What would end in the future follows now instead. */
function endOrNow(toMs: number, span: number, nowMs: number): string | null {
  return toMs >= nowMs - span * 0.02 ? null : new Date(Math.round(toMs / 1_000) * 1_000).toISOString();
}
