import { expect, test } from '@jest/globals';
import { emptySet, memberSet } from './member-set.ts';
import type { RunShape } from './run-shape.ts';
import { touchedByDeclaration, touchedByRun } from './touched.ts';

function shape(changes: Partial<RunShape> = {}): RunShape {
  return {
    job: 'job_1',
    run: 'run_1',
    startedAt: 10,
    lastEventAt: 20,
    end: { at: 20, outcome: 'COMPLETE' },
    inputs: memberSet(['x']),
    outputs: emptySet,
    columns: emptySet,
    ...changes,
  };
}

function touched(before: RunShape | undefined, after: RunShape): string[] {
  return touchedByRun({ before, after }, 'inputs').map((point) => `${point.by} ${point.at}`);
}

test.each<[string, RunShape | undefined, RunShape, string[]]>([
  ['a run that was not known touches where it starts and ends', undefined, shape(), ['run start 10', 'run end 20']],
  ['a run that goes on touches where it starts', undefined, shape({ end: null }), ['run start 10']],
  ['a run with nothing on that side touches nothing', undefined, shape({ inputs: emptySet }), []],
  ['one more dataset touches all of the run', shape(), shape({ inputs: memberSet(['x', 'y']) }), ['run start 10', 'run end 20']],
  ['an end touches the end alone', shape({ end: null }), shape(), ['run end 20']],
  ['an end that moves touches both places', shape(), shape({ end: { at: 30, outcome: 'COMPLETE' } }), ['run end 20', 'run end 30']],
  ['another outcome at the same time touches the end once', shape(), shape({ end: { at: 20, outcome: 'FAIL' } }), ['run end 20']],
  ['an earlier start touches both starts', shape(), shape({ startedAt: 5 }), ['run start 10', 'run start 5']],
  ['an event that says nothing else touches nothing', shape(), shape({ lastEventAt: 15 }), []],
  ['the other side is no business of this one', shape(), shape({ outputs: memberSet(['z']) }), []],
])('%s', (_, before, after, expected) => {
  expect(touched(before, after)).toEqual(expected);
});

test('a JobEvent touches its instant when its side says something new', () => {
  const after = { job: 'job_1', eventTime: 7, inputs: memberSet(['x']), outputs: emptySet, columns: emptySet };
  expect(touchedByDeclaration({ before: undefined, after }, 'inputs')).toMatchObject([{ at: 7, by: 'declaration' }]);
  expect(touchedByDeclaration({ before: after, after }, 'inputs')).toEqual([]);
  expect(touchedByDeclaration({ before: undefined, after }, 'outputs')).toEqual([]);
});
