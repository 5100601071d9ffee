import { coalesce } from './interval.ts';
import type { Interval } from './interval.ts';
import type { Side } from './side.ts';
import type { TouchedPoint } from './touched.ts';

/** What stored evidence says around a touched point; Infinity where there is none. Only non-empty sides count. */
export interface Surroundings {
  /** First end of a completed run of the job, and first start of any run, over all time. */
  readonly firstCompleted: number;
  readonly firstStarted: number;
  /** The next of each kind after the point. */
  readonly nextCompleted: number;
  readonly nextStarted: number;
  readonly nextDeclared: number;
}

/** A touched point with all that decides how far its influence can reach. */
export interface SurveyedPoint extends TouchedPoint, Surroundings {
  /** The job has no natural end, so completed runs have no precedence. */
  readonly continuous: boolean;
  /** Earliest end of the changed runs that were stored as completed. */
  readonly formerlyCompleted: number;
}

export type Layer = 'completed' | 'started' | 'declared';

/** A stretch of valid time to decide anew, with how far each layer of evidence matters in it. */
export interface Window extends Interval {
  readonly job: string;
  readonly side: Side;
  readonly layers: Readonly<Record<Layer, number>>;
}

/**
 * The windows in which LATEST may have changed, per side of a job, apart and ascending.
 *
 * Each point reaches to the next breakpoint that decides the side whatever lay before: an untouched breakpoint
 * decides alike before and after the change, and a touched one has a window of its own.
 */
export function windowsOf(points: readonly SurveyedPoint[]): Window[] {
  return [...Map.groupBy(points, (point) => `${point.job} ${point.side}`).values()].flatMap(windowsOfSide);
}

function windowsOfSide(points: readonly SurveyedPoint[]): Window[] {
  const [point] = points;
  if (!point) return [];
  const { job, side, continuous, firstCompleted, firstStarted } = point;
  return coalesce(points.filter(matters).map((p) => ({ from: p.at, to: reachOf(p) }))).map(({ from, to }) => ({
    job,
    side,
    from,
    to,
    layers: {
      completed: continuous ? -Infinity : to,
      started: continuous ? to : Math.min(to, firstCompleted),
      declared: Math.min(to, firstStarted),
    },
  }));
}

/** A start says nothing where completed runs speak, nor does a JobEvent where any run does. */
function matters(point: SurveyedPoint): boolean {
  if (point.by === 'run start') return point.continuous || point.firstCompleted > point.at;
  if (point.by === 'declaration') return point.firstStarted > point.at;
  return true;
}

function reachOf(point: SurveyedPoint): number {
  if (point.by === 'processing type') return Infinity;
  const { at, continuous } = point;
  const settled = !continuous && (point.firstCompleted <= at || point.formerlyCompleted <= at);
  return Math.min(
    continuous ? Infinity : point.nextCompleted,
    settled ? Infinity : point.nextStarted,
    point.firstStarted <= at ? Infinity : point.nextDeclared,
  );
}
