import type { Declaration } from './declaration.ts';
import { sameEnd } from './run-shape.ts';
import type { RunShape } from './run-shape.ts';
import type { Side } from './side.ts';

/** A record as it was stored (undefined: it was not) and as it is with the batch merged in. */
export interface Change<T> {
  readonly before: T | undefined;
  readonly after: T;
}

/** An instant of valid time from which LATEST of one side of a job may have changed, and what happened there. */
export interface TouchedPoint {
  readonly job: string;
  readonly side: Side;
  readonly at: number;
  readonly by: 'run start' | 'run end' | 'declaration' | 'processing type';
}

/** Where a changed run begins or ends, before and after. A run with nothing on that side touches nothing. */
export function touchedByRun({ before, after }: Change<RunShape>, side: Side): TouchedPoint[] {
  if (after[side].hash === null) return [];
  const sameSet = before?.[side].hash === after[side].hash;
  const points: TouchedPoint[] = [];
  const touch = (by: TouchedPoint['by'], ...times: (number | undefined)[]): void => {
    for (const at of new Set(times)) if (at !== undefined) points.push({ job: after.job, side, at, by });
  };
  if (!sameSet || before?.startedAt !== after.startedAt) touch('run start', before?.startedAt, after.startedAt);
  if (!sameSet || !sameEnd(before?.end ?? null, after.end)) touch('run end', before?.end?.at, after.end?.at);
  return points;
}

export function touchedByDeclaration({ before, after }: Change<Declaration>, side: Side): TouchedPoint[] {
  if (after[side].hash === null || before?.[side].hash === after[side].hash) return [];
  return [{ job: after.job, side, at: after.eventTime, by: 'declaration' }];
}

/** Whether a job has a natural end decides about its whole history. */
export function touchedByProcessing(job: string, side: Side): TouchedPoint {
  return { job, side, at: -Infinity, by: 'processing type' };
}
