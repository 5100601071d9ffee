import { describe, expect, test } from '@jest/globals';

import { errorMessageOf, nominalTimeOf, parentOf, processingTypeOf } from './known-facets.ts';

describe('parent', () => {
  const run = { runId: 'p' };
  const job = { namespace: 'n', name: 'dag' };
  const parent = { runId: 'p', jobNamespace: 'n', jobName: 'dag' };

  test('names the parent run and, when it is told, the root', () => {
    expect(parentOf({ parent: { run, job } })).toEqual({ ...parent, root: null });
    expect(parentOf({ parent: { run, job, root: { run: { runId: 'r' }, job } } })).toEqual({ ...parent, root: { ...parent, runId: 'r' } });
  });

  test.each([
    ['absent', {}],
    ['no object', { parent: 'p' }],
    ['without run', { parent: { job } }],
    ['with an empty runId', { parent: { run: { runId: '' }, job } }],
    ['without the job’s name', { parent: { run, job: { namespace: 'n' } } }],
  ])('%s is none', (_, facets) => {
    expect(parentOf(facets)).toBeNull();
  });

  test('an unusable root does not take the parent with it', () => {
    expect(parentOf({ parent: { run, job, root: { run: {} } } })).toEqual({ ...parent, root: null });
  });
});

describe('nominal time', () => {
  const start = new Date('2026-01-15T08:00:00Z');

  test.each([
    ['both times', { nominalStartTime: '2026-01-15T08:00:00Z', nominalEndTime: '2026-01-15T08:00:00Z' }, { start, end: start }],
    ['no end', { nominalStartTime: '2026-01-15T08:00:00Z' }, { start, end: null }],
    ['an unreadable end', { nominalStartTime: '2026-01-15T08:00:00Z', nominalEndTime: 'soon' }, { start, end: null }],
    ['nothing readable', { nominalStartTime: 5 }, null],
  ])('with %s', (_, nominalTime, expected) => {
    expect(nominalTimeOf({ nominalTime })).toEqual(expected);
  });

  test('absent is none', () => {
    expect(nominalTimeOf({})).toBeNull();
  });
});

test('an error message is text that can be stored', () => {
  expect(errorMessageOf({ errorMessage: { message: 'a\0b\ud800' } })).toBe('a\uFFFDb\uFFFD');
  expect(errorMessageOf({ errorMessage: { message: '' } })).toBeNull();
  expect(errorMessageOf({ errorMessage: { message: 5 } })).toBeNull();
  expect(errorMessageOf({})).toBeNull();
});

test('a processing type is one of the known words', () => {
  expect(processingTypeOf({ jobType: { processingType: 'STREAMING' } })).toBe('STREAMING');
  expect(processingTypeOf({ jobType: { processingType: 'batch' } })).toBe('BATCH');
  expect(processingTypeOf({ jobType: { processingType: 'QUANTUM' } })).toBeNull();
  expect(processingTypeOf({})).toBeNull();
});
