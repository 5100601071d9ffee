import { expect, test } from '@jest/globals';
import { excessOf } from './kept-headers.ts';

function entries(count: number, keysOfEach: number): { readonly keys: readonly string[] }[] {
  return Array.from({ length: count }, () => ({ keys: Array.from({ length: keysOfEach }, () => 'ds_1') }));
}

test.each([
  ['nothing', [], 0],
  ['8,192 small ones', entries(8_192, 3), 0],
  ['one small one too many', entries(8_193, 3), 1],
  ['500,000 keys', entries(5, 100_000), 0],
  ['ten with 100,000 keys each', entries(10, 100_000), 5],
  ['small ones behind a large one', [...entries(1, 500_000), ...entries(2, 1)], 1],
  ['one that is too large alone', entries(1, 500_001), 1],
  ['small ones before one that is too large alone', [...entries(3, 1), ...entries(1, 500_001)], 4],
])('of %s the oldest beyond the bounds go', (_, kept, excess) => {
  expect(excessOf(kept)).toBe(excess);
});
