import { expect, test } from '@jest/globals';
import { slices } from './slices.ts';

test.each([
  [[1, 2], [[1, 2]]],
  [
    [1, 2, 3],
    [[1, 2], [3]],
  ],
  [
    [1, 2, 3, 4],
    [
      [1, 2],
      [3, 4],
    ],
  ],
])('%j in twos', (rows, expected) => {
  expect([...slices(rows, 2)]).toEqual(expected);
});
