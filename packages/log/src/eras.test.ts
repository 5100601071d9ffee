import { expect, test } from '@jest/globals';
import { entriesBetween, isEraStart, isLost, type Era } from './eras.ts';

const second = 2 ** 40;
const eras: readonly Era[] = [
  { id: 0, floor: 0, lastPosition: 10 },
  { id: 1, floor: second, lastPosition: null },
];

test('a position past the last surviving entry of its era is lost, any other is not', () => {
  expect([0, 1, 10, second, second + 1, second + 500].map((position) => isLost(eras, position))).toEqual([
    false,
    false,
    false,
    true,
    false,
    false,
  ]);
  expect([11, 15].map((position) => isLost(eras, position))).toEqual([true, true]);
});

test('entries are counted across eras', () => {
  expect(entriesBetween(eras, 0, 10)).toBe(10);
  expect(entriesBetween(eras, 4, second + 3)).toBe(9);
  expect(entriesBetween(eras, second + 1, second + 3)).toBe(2);
  expect(entriesBetween(eras, second + 3, second + 3)).toBe(0);
  expect(entriesBetween([{ id: 0, floor: 0, lastPosition: null }], 3, 7)).toBe(4);
});

test('only the first position of an era may follow a gap', () => {
  expect([1, 2, second, second + 1, 3 * second + 1].map(isEraStart)).toEqual([true, false, false, true, true]);
});
