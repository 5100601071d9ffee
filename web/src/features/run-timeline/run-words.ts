import { plural, t } from '@lingui/core/macro';
import { formatDuration, formatMoment, formatTime } from '../../ui/format.ts';
import type { BarShape, LaneBucket, LaneRun } from './lanes.ts';

/** The word of a state. */
export function stateWord(shape: BarShape): string {
  switch (shape) {
    case 'completed':
      return t`Completed`;
    case 'running':
      return t`Running`;
    case 'late':
      return t`Late`;
    case 'failed':
      return t`Failed`;
    case 'aborted':
      return t`Aborted`;
    case 'unknown':
      return t`Unknown`;
  }
}

/** What a bar says to who cannot see it: “Failed, 25 Nov, 22:05:21, took 14 m 55 s”. */
export function barWords(run: LaneRun, shape: BarShape, nowMs: number): string {
  const started = run.startedAt ? formatMoment(run.startedAt, nowMs, { seconds: true }) : t`start not told`;
  const took = tookWords(run, nowMs);
  return took === null ? t`${stateWord(shape)}, ${started}` : t`${stateWord(shape)}, ${started}, ${took}`;
}

function tookWords({ state, startedAt, durationMs }: LaneRun, nowMs: number): string | null {
  if (state === 'RUNNING' && startedAt && isAhead(startedAt, nowMs)) return t`by a clock that is ahead of ours`;
  if (state === 'RUNNING' && startedAt) return t`for ${formatDuration(Math.max(0, nowMs - Date.parse(startedAt)))}`;
  return durationMs === null || durationMs === undefined ? null : t`took ${formatDuration(durationMs)}`;
}

/** A producer's clock goes so far before the hub's that it cannot be the way of the event. */
function isAhead(startedAt: string, nowMs: number): boolean {
  return Date.parse(startedAt) > nowMs + 5_000;
}

/** “14:00 to 14:15: 12 runs, 1 failed”. */
export function bucketWords({ fromMs, toMs, total, failed, aborted, running }: LaneBucket, nowMs: number): string {
  const parts = [plural(total, { one: '# run', other: '# runs' })];
  if (failed > 0) parts.push(t`${failed} failed`);
  if (aborted > 0) parts.push(t`${aborted} aborted`);
  if (running > 0) parts.push(t`${running} running`);
  return t`${formatMoment(fromMs, nowMs)} to ${formatTime(toMs)}: ${parts.join(', ')}`;
}

/** What stands under “Latest run”: what it took, or its word. */
export function latestWords(run: LaneRun, shape: BarShape, nowMs: number): string {
  if (run.state === 'RUNNING' && run.startedAt) {
    if (isAhead(run.startedAt, nowMs)) return t`Running from ${formatTime(run.startedAt)}`;
    const soFar = formatDuration(Math.max(0, nowMs - Date.parse(run.startedAt)));
    return shape === 'late' ? t`Late, ${soFar}` : t`Running, ${soFar}`;
  }
  if (run.state !== 'COMPLETED') return stateWord(shape);
  return run.durationMs === null || run.durationMs === undefined ? t`Completed` : formatDuration(run.durationMs);
}
