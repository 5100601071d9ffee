import { expect, test } from '@jest/globals';
import { formerSegments, sameSegments } from './former-segments.ts';
import type { JobChanges } from './former-segments.ts';
import { latestSegments } from './latest.ts';
import type { Evidence, RunEvidence } from './latest.ts';
import { emptySet } from './member-set.ts';
import type { RunShape } from './run-shape.ts';
import type { Window } from './windows.ts';

const evidenceOf = (evidence: Partial<Evidence>): Evidence => ({ completed: [], started: [], declared: [], ...evidence });
const window = (from: number, to = Infinity): Window => ({
  job: 'job_1',
  side: 'inputs',
  from,
  to,
  layers: { completed: to, started: -Infinity, declared: -Infinity },
});

function run(name: string, startedAt: number, endedAt: number, hash: string): RunEvidence {
  return { run: name, startedAt, endedAt, outcome: 'COMPLETE', hash };
}

function shape({ run: id, startedAt, endedAt, hash }: RunEvidence): RunShape {
  const end = endedAt === null ? null : { at: endedAt, outcome: 'COMPLETE' as const };
  return { job: 'job_1', run: id, startedAt, lastEventAt: startedAt, end, inputs: { hash }, outputs: emptySet, columns: emptySet };
}

function told(...changes: (readonly [before: RunEvidence | null, after: RunEvidence])[]): JobChanges {
  return {
    runs: changes.map(([before, after]) => ({ before: before ? shape(before) : undefined, after: shape(after) })),
    declarations: [],
  };
}

function stands(at: Window, evidence: Evidence, changes: JobChanges): boolean | null {
  const former = formerSegments(at, evidence, changes);
  return former && sameSegments(former, latestSegments(at, evidence));
}

test('a run that says what the one before it said changes nothing', () => {
  const evidence = evidenceOf({ completed: [run('a', 1, 2, 'x'), run('b', 5, 6, 'x')] });
  expect(stands(window(6), evidence, told([null, run('b', 5, 6, 'x')]))).toBe(true);
  expect(stands(window(6), evidenceOf({ completed: [run('a', 1, 2, 'y'), run('b', 5, 6, 'x')] }), told([null, run('b', 5, 6, 'x')]))).toBe(
    false,
  );
});

test('many runs that say the same, too', () => {
  const added = [run('b', 5, 6, 'x'), run('c', 7, 8, 'x'), run('d', 9, 10, 'x')];
  const evidence = evidenceOf({ completed: [run('a', 1, 2, 'x'), ...added] });
  expect(stands(window(6), evidence, told(...added.map((after) => [null, after] as const)))).toBe(true);
});

test('the first run of all is new', () => {
  expect(stands(window(6), evidenceOf({ completed: [run('b', 5, 6, 'x')] }), told([null, run('b', 5, 6, 'x')]))).toBe(false);
});

test('a run that says more than it did changes what stands', () => {
  const evidence = evidenceOf({ completed: [run('a', 1, 2, 'x'), run('b', 5, 6, 'xy')] });
  expect(stands(window(6), evidence, told([run('b', 5, 6, 'x'), run('b', 5, 6, 'xy')]))).toBe(false);
});

test('what a changed run hid before the window cannot be told', () => {
  const moved = run('a', 1, 4, 'x');
  const evidence = evidenceOf({ completed: [moved, run('b', 5, 6, 'x')] });
  expect(stands(window(6), evidence, told([run('a', 1, 3, 'x'), moved], [null, run('b', 5, 6, 'x')]))).toBeNull();
});
