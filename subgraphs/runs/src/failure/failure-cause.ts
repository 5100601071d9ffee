import { lateFrom } from '../run/run-health.ts';
import type { RunRow } from '../run/run.row.ts';
import type { RunsSettings } from '../settings.ts';
import type { FailureCause, FailureReason } from './failure-graph.ts';
import type { CandidateRow } from './failure.repository.ts';

/** What decides besides the two runs. */
export interface CauseContext {
  readonly settings: RunsSettings;
  readonly now: Date;
  /** Median duration of the candidate's job; null when none is known. */
  readonly medianDurationMs: number | null;
}

/** Whether, and why, a candidate explains a run that failed, was stopped or is late. */
export function failureCause(run: RunRow, candidate: CandidateRow, context: CauseContext): FailureCause | null {
  const reason = reasonOf(run, candidate, context);
  return reason && { runId: run.id, causeId: candidate.id, reason, datasetId: candidate.datasetId };
}

/** What ended before the run did has done to it what it could; what had not ended is late or not at that moment. */
function reasonOf(run: RunRow, candidate: CandidateRow, context: CauseContext): FailureReason | null {
  if (candidate.datasetId === null) return 'FAILED_STEP';
  const runEnd = run.endedAt ?? context.now;
  if (candidate.endedAt && candidate.endedAt <= runEnd) {
    if (candidate.state === 'FAILED') return 'FAILED_INPUT';
    if (candidate.state === 'ABORTED') return 'ABORTED_INPUT';
  }
  if (candidate.endedAt && candidate.endedAt <= run.startedAt) return null;
  const moment = candidate.endedAt && candidate.endedAt < runEnd ? candidate.endedAt : runEnd;
  return lateSince(candidate, context).getTime() <= moment.getTime() ? 'LATE_INPUT' : null;
}

/** From when on a run is late or, still running, silent for too long; the end of time when nothing tells. */
export function lateSince(run: RunRow, { settings, medianDurationMs }: Pick<CauseContext, 'settings' | 'medianDurationMs'>): Date {
  const { startedAt, nominalEnd, endedAt, lastEventAt } = run;
  const stalled = endedAt ? Infinity : lastEventAt.getTime() + settings.stalledAfterMs;
  return new Date(Math.min(lateFrom({ startedAt, nominalEnd, medianDurationMs }, settings), stalled, 8.64e15));
}
