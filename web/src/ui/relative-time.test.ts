import { expect, test } from '@jest/globals';
import { relativeWords } from './relative-time.ts';

test.each([
  [0, 'now'],
  [-4_200, '4 seconds ago'],
  [-59_900, '59 seconds ago'],
  [-60_000, '1 minute ago'],
  [-3_600_000 * 5, '5 hours ago'],
  [-86_400_000, 'yesterday'],
  [-86_400_000 * 20, '2 weeks ago'],
  [7_200_000, 'in 2 hours'],
  [Number.NaN, ''],
])('%d ms from now reads %s', (apart, words) => {
  expect(relativeWords(1e12 + apart, 1e12, 'en')).toBe(words);
});
