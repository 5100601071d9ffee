import type { RunState, RunHealth } from '../../generated/graphql/graphql.ts';
import type { TimeWindow } from './time-axis.ts';

/** A run as a bar shows it. */
export interface LaneRun {
  readonly id: string;
  readonly state: RunState;
  readonly health: RunHealth;
  /** When its health changes by the clock alone: no event tells. */
  readonly healthChangesAt?: string | null;
  readonly startedAt?: string | null;
  readonly endedAt?: string | null;
  readonly durationMs?: number | null;
  readonly errorMessage?: string | null;
}

/** Runs of a job that started in the same part of the time shown, where there are too many to tell apart. */
export interface LaneBucket {
  readonly fromMs: number;
  readonly toMs: number;
  readonly total: number;
  readonly completed: number;
  readonly failed: number;
  readonly running: number;
  readonly aborted: number;
  readonly unknown: number;
}

/** What one job did in the time shown. */
export interface Lane {
  readonly jobId: string;
  readonly name: string;
  readonly namespace: string;
  readonly runs: readonly LaneRun[];
  readonly buckets: readonly LaneBucket[];
  /** How many runs there are in that time, of which `runs` may be the newest only. */
  readonly total: number;
  /** The newest run of the job, in that time or before. */
  readonly latest: LaneRun | null;
  readonly medianMs: number | null;
}

const countedShapes = ['completed', 'failed', 'running', 'aborted', 'unknown'] as const;
type Counted = (typeof countedShapes)[number];

/** What of a lane is looked at. */
export interface Look {
  readonly window: TimeWindow;
  readonly nowMs: number;
  /** Empty is every state. */
  readonly states: readonly BarShape[];
}

/** How a bar is drawn: a state, or a running run that is late. */
export type BarShape = 'completed' | 'running' | 'late' | 'failed' | 'aborted' | 'unknown';

/** Where a run lies in the time shown, in shares of it from 0 to 1. */
export interface Bar {
  readonly run: LaneRun;
  readonly shape: BarShape;
  readonly start: number;
  readonly width: number;
}

/** A failed, late or aborted run is told apart by its shape as well. By the time given it may have become late unsaid. */
export function shapeOf(
  { state, health, healthChangesAt }: Pick<LaneRun, 'state' | 'health' | 'healthChangesAt'>,
  nowMs = -Infinity,
): BarShape {
  if (state === 'RUNNING') {
    const isOverdue = healthChangesAt ? Date.parse(healthChangesAt) <= nowMs : false;
    return health === 'ON_TIME' && !isOverdue ? 'running' : 'late';
  }
  return state.toLowerCase() as BarShape;
}

/** The bars of a lane, oldest first; what runs grows until now. Runs outside of the window have none. */
export function barsOf(runs: readonly LaneRun[], window: TimeWindow, nowMs: number): readonly Bar[] {
  const span = window.toMs - window.fromMs;
  const bars: Bar[] = [];
  for (const run of runs) {
    if (!run.startedAt || !(span > 0)) continue;
    const startMs = Date.parse(run.startedAt);
    // A clock that is ahead of ours would else give a bar that ends before it starts.
    const endMs = Math.max(startMs, endOf(run, startMs, nowMs));
    if (startMs >= window.toMs || endMs < window.fromMs) continue;
    const start = Math.max(0, (startMs - window.fromMs) / span);
    const end = Math.min(1, (endMs - window.fromMs) / span);
    bars.push({ run, shape: shapeOf(run, nowMs), start, width: Math.max(0, end - start) });
  }
  return bars.toSorted((one, other) => one.start - other.start || (one.run.id < other.run.id ? -1 : 1));
}

function endOf({ state, endedAt, durationMs }: LaneRun, startMs: number, nowMs: number): number {
  if (endedAt) return Date.parse(endedAt);
  if (state === 'RUNNING') return nowMs;
  return startMs + (durationMs ?? 0);
}

/** The bars of a lane in these states; in every state when none is named. */
export function shownBars(lane: Lane, { window, nowMs, states }: Look): readonly Bar[] {
  const bars = barsOf(lane.runs, window, nowMs);
  return states.length === 0 ? bars : bars.filter(({ shape }) => states.includes(shape));
}

/** Its buckets, counting the runs in these states only; those without any are left out. */
export function shownBuckets({ buckets }: Lane, { states }: Pick<Look, 'states'>): readonly LaneBucket[] {
  if (states.length === 0) return buckets;
  // A late run is a running one: buckets know no more.
  const counted = new Set<BarShape>(states.map((shape) => (shape === 'late' ? 'running' : shape)));
  const kept = (shape: Counted, count: number): number => (counted.has(shape) ? count : 0);
  return buckets.flatMap((bucket) => {
    const counts = Object.fromEntries(countedShapes.map((shape) => [shape, kept(shape, bucket[shape])])) as Record<Counted, number>;
    const total = countedShapes.reduce((sum, shape) => sum + counts[shape], 0);
    return total === 0 ? [] : [{ ...bucket, ...counts, total }];
  });
}

/** How the runs of a lane in the time shown have ended. */
export interface LaneCounts {
  readonly completed: number;
  readonly ended: number;
  readonly running: number;
}

/** Counted from the runs as they stand now, where all of them are known; else from the buckets. */
export function countsOf(lane: Lane): LaneCounts {
  const counts = { completed: 0, ended: 0, running: 0 };
  const add = (shape: Counted | 'late', count: number): void => {
    if (shape === 'completed') counts.completed += count;
    if (shape === 'running' || shape === 'late') counts.running += count;
    if (shape === 'completed' || shape === 'failed' || shape === 'aborted') counts.ended += count;
  };
  if (isDense(lane)) for (const bucket of lane.buckets) for (const shape of countedShapes) add(shape, bucket[shape]);
  else for (const run of lane.runs) add(shapeOf(run), 1);
  return counts;
}

/** Whether single runs of a lane cannot be told apart, so that it is drawn in buckets. */
export function isDense(lane: Pick<Lane, 'runs' | 'total'>): boolean {
  return lane.total > lane.runs.length;
}

/** Lanes of a newer answer in the places people know: those shown keep their order, others come after. */
export function keepOrder(before: readonly Lane[], after: readonly Lane[]): readonly Lane[] {
  const place = new Map(before.map(({ jobId }, index) => [jobId, index]));
  return after.toSorted((one, other) => (place.get(one.jobId) ?? before.length) - (place.get(other.jobId) ?? before.length));
}

/** A run that has just been told of, with the job it belongs to. */
export interface RunNews extends LaneRun {
  readonly jobId: string;
  readonly job: { readonly id: string; readonly name: string; readonly namespace: { readonly id: string; readonly name: string } };
}

/** The lanes with that run in place; the very same lanes when none of them is of its job, or it is older than what is shown. */
export function withRun(lanes: readonly Lane[], news: RunNews, window: TimeWindow): readonly Lane[] {
  const { jobId, job: _job, ...run } = news;
  const place = lanes.findIndex((lane) => lane.jobId === jobId);
  const lane = lanes[place];
  if (!lane) return lanes;
  return lanes.with(place, laneWithRun(lane, run, window));
}

function laneWithRun(lane: Lane, run: LaneRun, window: TimeWindow): Lane {
  const known = lane.runs.findIndex(({ id }) => id === run.id);
  const latest = isNewer(run, lane.latest) ? run : lane.latest;
  if (known !== -1) return { ...lane, latest, runs: lane.runs.with(known, run) };
  const startedMs = run.startedAt ? Date.parse(run.startedAt) : Number.NaN;
  if (!(startedMs >= window.fromMs)) return { ...lane, latest };
  if (!isDense(lane)) return { ...lane, latest, runs: [run, ...lane.runs], total: lane.total + 1 };
  return { ...lane, latest };
}

function isNewer(run: LaneRun, latest: LaneRun | null): boolean {
  return latest === null || latest.id === run.id || (run.startedAt ?? '') >= (latest.startedAt ?? '');
}
