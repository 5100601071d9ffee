import { expect, test } from '@jest/globals';
import { windowsOf } from './windows.ts';
import type { SurveyedPoint } from './windows.ts';

const nothingElse = {
  firstCompleted: Infinity,
  firstStarted: Infinity,
  nextCompleted: Infinity,
  nextStarted: Infinity,
  nextDeclared: Infinity,
};

function point(changes: Partial<SurveyedPoint>): SurveyedPoint {
  return {
    job: 'job_1',
    side: 'inputs',
    at: 10,
    by: 'run end',
    continuous: false,
    formerlyCompleted: Infinity,
    ...nothingElse,
    ...changes,
  };
}

const windows = (...points: SurveyedPoint[]): string[] => windowsOf(points).map(({ from, to }) => `${from}..${to}`);

test.each<[string, Partial<SurveyedPoint>, string[]]>([
  ['an end reaches to the next completed run', { firstCompleted: 10, firstStarted: 5, nextCompleted: 30, nextStarted: 20 }, ['10..30']],
  ['the newest end reaches for ever', { firstCompleted: 10, firstStarted: 5 }, ['10..Infinity']],
  ['where nothing has completed, a start decides too', { firstStarted: 5, nextStarted: 20, nextCompleted: 30 }, ['10..20']],
  [
    'a run that was completed and is not reaches to the next completed one',
    { firstStarted: 5, formerlyCompleted: 10, nextStarted: 20, nextCompleted: 30 },
    ['10..30'],
  ],
  [
    'without a natural end only starts decide',
    { continuous: true, firstCompleted: 5, firstStarted: 5, nextCompleted: 15, nextStarted: 20 },
    ['10..20'],
  ],
  ['a start matters not where a run has completed', { by: 'run start', firstCompleted: 10, firstStarted: 5 }, []],
  ['a start matters where none has', { by: 'run start', firstCompleted: 11, firstStarted: 10, nextCompleted: 11 }, ['10..11']],
  ['a start matters without a natural end', { by: 'run start', continuous: true, firstCompleted: 5, firstStarted: 5 }, ['10..Infinity']],
  ['a JobEvent matters not where a run has started', { by: 'declaration', firstStarted: 10 }, []],
  ['a JobEvent reaches to the next one', { by: 'declaration', nextDeclared: 12, nextStarted: 40 }, ['10..12']],
  ['a JobEvent reaches to the first run', { by: 'declaration', firstStarted: 11, nextStarted: 11, nextDeclared: 12 }, ['10..11']],
  ['a processing type decides about everything', { by: 'processing type', at: -Infinity, nextCompleted: 1 }, ['-Infinity..Infinity']],
])('%s', (_, changes, expected) => {
  expect(windows(point(changes))).toEqual(expected);
});

test('windows of one side that meet are one, others stay apart', () => {
  const ended = { firstCompleted: 1, firstStarted: 0 };
  expect(windows(point({ ...ended, at: 10, nextCompleted: 20 }), point({ ...ended, at: 20, nextCompleted: 30 }))).toEqual(['10..30']);
  expect(windows(point({ ...ended, at: 10, nextCompleted: 11 }), point({ ...ended, at: 20, nextCompleted: 30 }))).toEqual([
    '10..11',
    '20..30',
  ]);
  expect(windows(point({ ...ended, nextCompleted: 11 }), point({ ...ended, side: 'outputs', nextCompleted: 12 }))).toEqual([
    '10..11',
    '10..12',
  ]);
});

test('each layer is asked for only as far as no stronger one reaches', () => {
  const [batch] = windowsOf([point({ at: 0, firstStarted: 2, firstCompleted: 5, nextStarted: 2, nextCompleted: 5, formerlyCompleted: 0 })]);
  expect(batch?.layers).toEqual({ completed: 5, started: 5, declared: 2 });
  const [continuous] = windowsOf([point({ at: 0, by: 'processing type', continuous: true, firstStarted: 2, firstCompleted: 5 })]);
  expect(continuous?.layers).toEqual({ completed: -Infinity, started: Infinity, declared: 2 });
});
