import { expect, test } from '@jest/globals';
import { coalesce, subtract } from './interval.ts';

const i = (from: number, to: number): { from: number; to: number } => ({ from, to });

test.each([
  ['touching ones join', [i(5, 8), i(1, 5)], [i(1, 8)]],
  ['overlapping ones join', [i(1, 6), i(5, 8)], [i(1, 8)]],
  ['contained ones vanish', [i(1, 9), i(2, 3)], [i(1, 9)]],
  ['apart they stay apart', [i(1, 2), i(3, 4)], [i(1, 2), i(3, 4)]],
  ['empty ones are dropped', [i(1, 1), i(3, 4)], [i(3, 4)]],
  ['open ends join too', [i(1, Infinity), i(0, 1)], [i(0, Infinity)]],
])('coalesce: %s', (_, intervals, expected) => {
  expect(coalesce(intervals)).toEqual(expected);
});

test.each([
  ['a hole in the middle', i(0, 10), [i(3, 5)], [i(0, 3), i(5, 10)]],
  ['a hole over an edge', i(0, 10), [i(-5, 2)], [i(2, 10)]],
  ['a hole over all of it', i(0, 10), [i(-1, Infinity)], []],
  ['holes on either side', i(3, 5), [i(0, 3), i(5, 9)], [i(3, 5)]],
  ['several holes', i(0, Infinity), [i(1, 2), i(4, 5)], [i(0, 1), i(2, 4), i(5, Infinity)]],
])('subtract: %s', (_, interval, holes, expected) => {
  expect(subtract(interval, holes)).toEqual(expected);
});
