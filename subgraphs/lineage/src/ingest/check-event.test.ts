import { expect, test } from '@jest/globals';
import { eventProblems, maxNameLength } from './check-event.ts';

const job = { namespace: 'shop', name: 'load' };
const eventTime = '2026-01-15T08:00:00Z';

function pointers(json: unknown): string[] {
  return eventProblems(json).map(({ pointer }) => pointer);
}

test('a job with a time is enough, and so is a dataset with a time', () => {
  expect(eventProblems({ eventTime, job })).toEqual([]);
  expect(eventProblems({ eventTime, dataset: job })).toEqual([]);
  expect(eventProblems({ eventTime: 'yesterday', job, dataset: null, inputs: 'none', outputs: [null, 1, {}] })).toEqual([]);
});

test.each([null, 'text', 7, [], [{ eventTime, job }]])('%j is no event', (json) => {
  expect(pointers(json)).toEqual(['']);
});

test('each thing missing is named by its pointer', () => {
  expect(pointers({ hello: 'world' })).toEqual(['/eventTime', '']);
  expect(pointers({ eventTime: 1768464000, job })).toEqual(['/eventTime']);
  expect(pointers({ eventTime, job: { name: 'load' } })).toEqual(['/job/namespace']);
  expect(pointers({ eventTime, job: { namespace: '', name: 7 } })).toEqual(['/job/namespace', '/job/name']);
  expect(pointers({ eventTime, job: null, dataset: {} })).toEqual(['/dataset/namespace', '/dataset/name']);
});

test('names of 2,048 characters are taken, whatever a character takes, and longer ones are not', () => {
  for (const character of ['a', '語', '😀']) {
    expect(pointers({ eventTime, job: { namespace: 'shop', name: character.repeat(maxNameLength) } })).toEqual([]);
    expect(pointers({ eventTime, job: { namespace: 'shop', name: character.repeat(maxNameLength + 1) } })).toEqual(['/job/name']);
    expect(pointers({ eventTime, job, outputs: [job, { namespace: character.repeat(10_000), name: 'x' }] })).toEqual([
      '/outputs/1/namespace',
    ]);
  }
});

test('a lone surrogate in a name is refused, in a facet it is not', () => {
  expect(pointers({ eventTime, job, inputs: [{ namespace: 'shop', name: 'a\ud800' }] })).toEqual(['/inputs/0/name']);
  expect(pointers({ eventTime, job: { ...job, facets: { custom: { text: '\ud800' } } } })).toEqual([]);
});

test('a hundred problems are enough', () => {
  expect(
    eventProblems({ eventTime, job, inputs: Array.from({ length: 500 }, () => ({ namespace: '\ud800', name: '\ud800' })) }),
  ).toHaveLength(100);
});
