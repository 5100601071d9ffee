import { expect, test } from '@jest/globals';
import { levelOfDetail } from './level-of-detail.ts';

test.each([
  [1, 0, 'full'],
  [0.45, 0, 'full'],
  [0.449, 0, 'blocks'],
  [0.2, 0, 'blocks'],
  [0.199, 0, 'groups'],
  [0.5, 5_000, 'plain'],
  [0.92, 5_000, 'full'],
])('at zoom %d with %d elements near: %s', (zoom, load, level) => {
  expect(levelOfDetail(zoom, load)).toBe(level);
});
