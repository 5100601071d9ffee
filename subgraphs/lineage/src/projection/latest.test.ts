import { expect, test } from '@jest/globals';
import { latestSegments } from './latest.ts';
import type { Evidence, RunEvidence } from './latest.ts';

const always = { from: -Infinity, to: Infinity };

function run(
  name: string,
  startedAt: number,
  endedAt: number | null = null,
  outcome: RunEvidence['outcome'] = endedAt === null ? null : 'COMPLETE',
): RunEvidence {
  return { run: `run_${name}`, startedAt, endedAt, outcome, hash: name };
}

function segments(evidence: Partial<Evidence>, window = always): string[] {
  return latestSegments(window, { completed: [], started: [], declared: [], ...evidence }).map(
    ({ from, to, hash, basis }) => `${from}..${to} ${hash} ${basis}`,
  );
}

test.each<[string, Partial<Evidence>, string[]]>([
  ['nothing is known of a job nobody told of', {}, []],
  [
    'a JobEvent declares until the next one',
    {
      declared: [
        { eventTime: 1, hash: 'a' },
        { eventTime: 4, hash: 'b' },
      ],
    },
    ['1..4 a DECLARED', '4..Infinity b DECLARED'],
  ],
  [
    'a run beats JobEvents, later ones too',
    {
      declared: [
        { eventTime: 1, hash: 'a' },
        { eventTime: 4, hash: 'b' },
      ],
      started: [run('r', 2)],
    },
    ['1..2 a DECLARED', '2..Infinity r RUNNING'],
  ],
  ['a run that failed stands as failed', { started: [run('r', 2, 5, 'FAIL')] }, ['2..5 r RUNNING', '5..Infinity r FAILED']],
  ['a run that was aborted stands as failed', { started: [run('r', 2, 5, 'ABORT')] }, ['2..5 r RUNNING', '5..Infinity r FAILED']],
  [
    'the newest start counts while nothing has completed',
    { started: [run('r', 2, 9, 'FAIL'), run('s', 4)] },
    ['2..4 r RUNNING', '4..Infinity s RUNNING'],
  ],
  ['of two starts at once the greater run id counts', { started: [run('s', 2), run('r', 2)] }, ['2..Infinity s RUNNING']],
  [
    'a completed run beats what starts after it',
    { started: [run('r', 1, 3), run('s', 4)], completed: [run('r', 1, 3)] },
    ['1..3 r RUNNING', '3..Infinity r COMPLETED'],
  ],
  [
    'the greatest end counts, not the greatest start',
    { completed: [run('long', 1, 9), run('short', 3, 5)] },
    ['5..9 short COMPLETED', '9..Infinity long COMPLETED'],
  ],
  ['of two ends at once the greater run id counts', { completed: [run('s', 1, 5), run('r', 2, 5)] }, ['5..Infinity s COMPLETED']],
  [
    'a job without a natural end shows its newest run through its end',
    { started: [run('r', 1, 3), run('s', 6)] },
    ['1..3 r RUNNING', '3..6 r COMPLETED', '6..Infinity s RUNNING'],
  ],
  ['a run that ends as it starts is never running', { started: [run('r', 3, 3, 'FAIL')] }, ['3..Infinity r FAILED']],
])('%s', (_, evidence, expected) => {
  expect(segments(evidence)).toEqual(expected);
});

test('a window shows its own stretch, beginning with what stood before it', () => {
  const completed = [run('a', 0, 1), run('b', 5, 6)];
  expect(segments({ completed }, { from: 4, to: 6 })).toEqual(['4..6 a COMPLETED']);
  expect(segments({ started: [run('a', 0, 1, 'FAIL')] }, { from: 4, to: 6 })).toEqual(['4..6 a FAILED']);
});
