import type { Interval } from './interval.ts';
import type { Outcome } from './run-shape.ts';

/** Why an edge is there: what kind of evidence it was taken from. */
export type Basis = 'COMPLETED' | 'RUNNING' | 'FAILED' | 'DECLARED';

/** A run with something on the side in question. */
export interface RunEvidence {
  readonly run: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly outcome: Outcome | null;
  readonly hash: string;
}

export interface DeclarationEvidence {
  readonly eventTime: number;
  readonly hash: string;
}

/**
 * All that can decide one side of a job within a window: everything of a layer that falls into the window
 * and the newest before it. A layer is needed only where no stronger one reaches.
 */
export interface Evidence {
  readonly completed: readonly RunEvidence[];
  readonly started: readonly RunEvidence[];
  readonly declared: readonly DeclarationEvidence[];
}

/** One side of a job over a stretch of valid time. */
export interface Segment extends Interval {
  readonly hash: string;
  readonly basis: Basis;
}

/**
 * LATEST of one side of a job as a function of valid time t, over a window.
 *
 * 1. Of the runs completed by t, the one with the greatest (end, run id): COMPLETED. Not for jobs without a natural
 *    end (STREAMING, SERVICE), for which `evidence.completed` is empty.
 * 2. Else of the runs started by t, the one with the greatest (start, run id): RUNNING until its end,
 *    then COMPLETED, or FAILED when it failed or was aborted.
 * 3. Else the newest JobEvent by t: DECLARED.
 *
 * Only runs and JobEvents with a non-empty side count, so an empty one never retracts anything.
 * Once a layer has spoken it speaks for ever after: each reaches from its first evidence to the end of the window.
 */
export function latestSegments(window: Interval, evidence: Evidence): Segment[] {
  const completed = steps(evidence.completed, (run) => run.endedAt ?? Infinity, window);
  const started = steps(evidence.started, (run) => run.startedAt, { from: window.from, to: completed[0]?.from ?? window.to });
  const spoken = started[0]?.from ?? completed[0]?.from ?? window.to;
  const declared = steps(evidence.declared, (event) => event.eventTime, { from: window.from, to: spoken });
  return [
    ...declared.map(({ from, to, item }): Segment => ({ from, to, hash: item.hash, basis: 'DECLARED' })),
    ...started.flatMap(({ from, to, item }) => throughItsEnd(from, to, item)),
    ...completed.map(({ from, to, item }): Segment => ({ from, to, hash: item.hash, basis: 'COMPLETED' })),
  ];
}

/** Each item holds from its time to the next one's, cut to the window; of several at one time the greatest run holds. */
function steps<T extends RunEvidence | DeclarationEvidence>(
  items: readonly T[],
  timeOf: (item: T) => number,
  window: Interval,
): (Interval & { item: T })[] {
  const ordered = items
    .map((item) => ({ item, at: timeOf(item), run: 'run' in item ? item.run : '' }))
    .toSorted((a, b) => a.at - b.at || compareText(a.run, b.run));
  return ordered
    .map(({ item, at }, i) => ({
      item,
      from: Math.max(at, window.from),
      to: Math.min(ordered[i + 1]?.at ?? Infinity, window.to),
    }))
    .filter((step) => step.from < step.to);
}

function throughItsEnd(from: number, to: number, run: RunEvidence): Segment[] {
  const end = Math.min(Math.max(run.endedAt ?? Infinity, from), to);
  const after: Basis = run.outcome === 'COMPLETE' ? 'COMPLETED' : 'FAILED';
  const parts: Segment[] = [
    { from, to: end, hash: run.hash, basis: 'RUNNING' },
    { from: end, to, hash: run.hash, basis: after },
  ];
  return parts.filter((part) => part.from < part.to);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
