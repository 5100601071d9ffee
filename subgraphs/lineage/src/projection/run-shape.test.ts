import { expect, test } from '@jest/globals';
import { emptySet, memberSet } from './member-set.ts';
import { endOf, mergeRunShapes, sameRunShape } from './run-shape.ts';
import type { RunShape } from './run-shape.ts';

function shape(changes: Partial<RunShape>): RunShape {
  return {
    job: 'job_1',
    run: 'run_1',
    startedAt: 10,
    lastEventAt: 10,
    end: null,
    inputs: emptySet,
    outputs: emptySet,
    columns: emptySet,
    ...changes,
  };
}

test.each([
  ['the earliest event is the start', shape({ startedAt: 5 }), { startedAt: 5, lastEventAt: 10 }],
  ['the latest event is the last', shape({ lastEventAt: 20 }), { startedAt: 10, lastEventAt: 20 }],
  [
    'inputs add up and an empty list retracts nothing',
    shape({ inputs: emptySet, outputs: memberSet(['y']) }),
    { inputs: memberSet(['x']), outputs: memberSet(['y']) },
  ],
  ['the end that is known stays', shape({ end: null }), { end: { at: 12, outcome: 'ABORT' } }],
  ['the later end wins', shape({ end: { at: 13, outcome: 'COMPLETE' } }), { end: { at: 13, outcome: 'COMPLETE' } }],
  ['of two ends at one time FAIL beats ABORT', shape({ end: { at: 12, outcome: 'FAIL' } }), { end: { at: 12, outcome: 'FAIL' } }],
  ['of two ends at one time ABORT beats COMPLETE', shape({ end: { at: 12, outcome: 'COMPLETE' } }), { end: { at: 12, outcome: 'ABORT' } }],
])('%s', (_, other, expected) => {
  const first = shape({ inputs: memberSet(['x']), end: { at: 12, outcome: 'ABORT' } });
  expect(mergeRunShapes(first, other)).toMatchObject(expected);
  expect(mergeRunShapes(other, first)).toEqual(mergeRunShapes(first, other));
});

test('merging what is known already changes nothing', () => {
  const known = shape({ inputs: memberSet(['x']), end: { at: 12, outcome: 'COMPLETE' } });
  expect(sameRunShape(mergeRunShapes(known, known), known)).toBe(true);
});

test.each([
  ['COMPLETE', { at: 3, outcome: 'COMPLETE' }],
  ['FAIL', { at: 3, outcome: 'FAIL' }],
  ['ABORT', { at: 3, outcome: 'ABORT' }],
  ['START', null],
  ['RUNNING', null],
  ['OTHER', null],
] as const)('%s ends a run or does not', (type, end) => {
  expect(endOf(type, 3)).toEqual(end);
});
