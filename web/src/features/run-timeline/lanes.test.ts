import { expect, test } from '@jest/globals';
import { barsOf, countsOf, isDense, keepOrder, shapeOf, shownBars, shownBuckets, withRun, type Lane, type LaneRun } from './lanes.ts';

const window = { fromMs: 0, toMs: 100_000 };

function aRun(id: string, startMs: number, endMs: number | null, over: Partial<LaneRun> = {}): LaneRun {
  return {
    id,
    state: endMs === null ? 'RUNNING' : 'COMPLETED',
    health: 'ON_TIME',
    startedAt: new Date(startMs).toISOString(),
    endedAt: endMs === null ? null : new Date(endMs).toISOString(),
    ...over,
  };
}

function aLane(jobId: string, runs: readonly LaneRun[] = [], total = runs.length): Lane {
  return { jobId, name: jobId, namespace: 'n', runs, buckets: [], total, latest: runs[0] ?? null, medianMs: null };
}

/** The job of news. */
function of(jobId: string) {
  return { jobId, job: { id: jobId, name: jobId, namespace: { id: 'ns', name: 'n' } } };
}

test('bars lie where their runs lie in the time shown, cut at its ends', () => {
  const bars = barsOf([aRun('c', 90_000, 140_000), aRun('a', -20_000, 10_000), aRun('b', 20_000, 50_000)], window, 200_000);
  expect(bars.map(({ run, start, width }) => [run.id, start, width])).toEqual([
    ['a', 0, 0.1],
    ['b', 0.2, 0.3],
    ['c', 0.9, expect.closeTo(0.1)],
  ]);
});

test('a running run grows until now and never before its start', () => {
  expect(barsOf([aRun('a', 20_000, null)], window, 70_000)[0]).toMatchObject({ start: 0.2, width: expect.closeTo(0.5), shape: 'running' });
  expect(barsOf([aRun('ahead', 80_000, null)], window, 70_000)[0]).toMatchObject({ start: 0.8, width: 0 });
});

test('runs before and after the time shown, and runs that never told a start, have no bar', () => {
  const runs = [aRun('before', -10, -5), aRun('after', 100_000, 100_001), { ...aRun('none', 0, 1), startedAt: null }];
  expect(barsOf(runs, window, 0)).toEqual([]);
  expect(barsOf(runs, { fromMs: 5, toMs: 5 }, 0)).toEqual([]);
});

test('a late run is late only while it runs', () => {
  expect(shapeOf({ state: 'RUNNING', health: 'LATE' })).toBe('late');
  expect(shapeOf({ state: 'RUNNING', health: 'STALLED' })).toBe('late');
  const due = { state: 'RUNNING', health: 'ON_TIME', healthChangesAt: new Date(5_000).toISOString() } as const;
  expect([shapeOf(due, 4_999), shapeOf(due, 5_000)]).toEqual(['running', 'late']);
  expect(shapeOf({ state: 'FAILED', health: 'ON_TIME' })).toBe('failed');
  expect(shapeOf({ state: 'UNKNOWN', health: 'ON_TIME' })).toBe('unknown');
});

test('a newer answer moves no lane that is being read', () => {
  const ids = (lanes: readonly Lane[]): readonly string[] => lanes.map(({ jobId }) => jobId);
  expect(ids(keepOrder([aLane('a'), aLane('b'), aLane('c')], [aLane('new'), aLane('c'), aLane('a')]))).toEqual(['a', 'c', 'new']);
});

test('news of a run shown change it in place', () => {
  const lanes = [aLane('a', [aRun('r2', 50_000, null), aRun('r1', 10_000, 20_000)])];
  const changed = withRun(lanes, { ...aRun('r2', 50_000, 60_000, { state: 'FAILED' }), ...of('a') }, window);
  expect(changed[0]!.runs.map(({ id, state }) => [id, state])).toEqual([
    ['r2', 'FAILED'],
    ['r1', 'COMPLETED'],
  ]);
  expect(changed[0]!.latest?.state).toBe('FAILED');
});

test('a new run is added to its lane, and an old one that is told late does not become the latest', () => {
  const lanes = [aLane('a', [aRun('r2', 50_000, 55_000)])];
  const added = withRun(lanes, { ...aRun('r3', 60_000, null), ...of('a') }, window);
  expect(added[0]).toMatchObject({ total: 2, latest: { id: 'r3' } });
  const old = withRun(lanes, { ...aRun('r0', 1_000, 2_000), ...of('a') }, window);
  expect(old[0]).toMatchObject({ total: 2, latest: { id: 'r2' } });
});

test('news of other jobs and of times not shown leave the lanes as they are', () => {
  const lanes = [aLane('a', [aRun('r2', 50_000, 55_000)])];
  expect(withRun(lanes, { ...aRun('x', 60_000, null), ...of('other') }, window)).toBe(lanes);
  expect(withRun(lanes, { ...aRun('x', -60_000, -50_000), ...of('a') }, window)[0]!.runs).toHaveLength(1);
});

test('a lane of which not all runs are known is drawn in buckets', () => {
  expect(isDense(aLane('a', [aRun('r', 0, 1)], 300))).toBe(true);
  expect(isDense(aLane('a', [aRun('r', 0, 1)]))).toBe(false);
});

const bucket = { fromMs: 0, toMs: 50_000, total: 9, completed: 4, failed: 2, running: 1, aborted: 1, unknown: 1 };

test('only runs in the states asked for are shown, one by one or counted', () => {
  const lane = aLane('a', [
    aRun('r3', 60_000, null, { health: 'LATE' }),
    aRun('r2', 50_000, 55_000, { state: 'FAILED' }),
    aRun('r1', 1, 2),
  ]);
  const look = (states: Parameters<typeof shownBars>[1]['states']) => ({ window, nowMs: 70_000, states });
  expect(shownBars(lane, look(['failed', 'late'])).map(({ run }) => run.id)).toEqual(['r2', 'r3']);
  expect(shownBars(lane, look([]))).toHaveLength(3);
  const dense = { ...lane, total: 900, buckets: [bucket, { ...bucket, fromMs: 50_000, failed: 0, total: 7 }] };
  expect(shownBuckets(dense, look(['failed']))).toEqual([{ ...bucket, completed: 0, running: 0, aborted: 0, unknown: 0, total: 2 }]);
  expect(shownBuckets(dense, look(['late', 'failed'])).map(({ total }) => total)).toEqual([3, 1]);
  expect(shownBuckets(dense, look([]))).toBe(dense.buckets);
});

test('what a lane counts is of the time shown and changes with its runs', () => {
  const lanes = [aLane('a', [aRun('r2', 50_000, null), aRun('r1', 10_000, 20_000)])];
  expect(countsOf(lanes[0]!)).toEqual({ completed: 1, ended: 1, running: 1 });
  const failed = withRun(lanes, { ...aRun('r2', 50_000, 60_000, { state: 'FAILED' }), ...of('a') }, window);
  expect(countsOf(failed[0]!)).toEqual({ completed: 1, ended: 2, running: 0 });
  expect(countsOf({ ...lanes[0]!, total: 900, buckets: [bucket] })).toEqual({ completed: 4, ended: 7, running: 1 });
});
