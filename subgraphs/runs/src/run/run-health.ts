import type { RunsSettings } from '../settings.ts';

export type RunState = 'UNKNOWN' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'ABORTED';

export type RunHealth = 'ON_TIME' | 'LATE' | 'STALLED';

/** What of a run its health follows from. */
export interface HealthSubject {
  readonly state: RunState;
  readonly startedAt: Date;
  /** Event time of its newest event. */
  readonly lastEventAt: Date;
  readonly nominalEnd: Date | null;
  /** Median duration of its job's last completed runs; null when none is known. */
  readonly medianDurationMs: number | null;
}

export interface HealthVerdict {
  readonly health: RunHealth;
  /** When the clock alone will change it; null when only an event can. */
  readonly changesAt: Date | null;
}

/**
 * Health is about runs that are running: LATE from the nominal end on, or after a multiple of what its job usually takes,
 * whichever is first; STALLED, which outweighs LATE, after a long silence. No event announces either.
 */
export function runHealth(run: HealthSubject, settings: RunsSettings, now: Date): HealthVerdict {
  if (run.state !== 'RUNNING') return { health: 'ON_TIME', changesAt: null };
  const stalledFrom = run.lastEventAt.getTime() + settings.stalledAfterMs;
  const late = lateFrom(run, settings);
  const time = now.getTime();
  if (time >= stalledFrom) return { health: 'STALLED', changesAt: null };
  if (time >= late) return { health: 'LATE', changesAt: new Date(stalledFrom) };
  return { health: 'ON_TIME', changesAt: new Date(Math.ceil(Math.min(late, stalledFrom))) };
}

/** From when on a run is late while it has not ended, in milliseconds; infinite when nothing tells. */
export function lateFrom(run: Pick<HealthSubject, 'startedAt' | 'nominalEnd' | 'medianDurationMs'>, settings: RunsSettings): number {
  const tooLongFrom = run.medianDurationMs === null ? Infinity : run.startedAt.getTime() + settings.lateFactor * run.medianDurationMs;
  return Math.min(tooLongFrom, run.nominalEnd?.getTime() ?? Infinity);
}
