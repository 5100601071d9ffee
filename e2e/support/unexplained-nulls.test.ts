import { expect, test } from '@jest/globals';
import { unexplainedNulls } from './unexplained-nulls.ts';

const expected = { run: { job: { name: 'a' }, outputs: [{ rows: 7 }] } };

test('a whole answer has none', () => {
  expect(unexplainedNulls(expected, expected, [])).toEqual([]);
});

test('a null that no error explains is found, wherever it stands', () => {
  expect(unexplainedNulls({ run: { job: null, outputs: [{ rows: 7 }] } }, expected, [])).toEqual(['run.job']);
  expect(unexplainedNulls({ run: { job: { name: 'a' }, outputs: [{ rows: null }] } }, expected, [])).toEqual(['run.outputs.0.rows']);
  expect(unexplainedNulls({ run: { job: { name: 'a' }, outputs: [] } }, expected, [])).toEqual(['run.outputs.0']);
});

test('an error explains the value at its path and not its neighbour', () => {
  const errors = [{ message: 'late', path: ['run', 'job', 'name'] }];
  expect(unexplainedNulls({ run: { job: null, outputs: [] } }, expected, errors)).toEqual(['run.outputs.0']);
});
