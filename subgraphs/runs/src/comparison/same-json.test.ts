import { expect, test } from '@jest/globals';
import { isSameJson } from './same-json.ts';

test.each<[unknown, unknown, boolean]>([
  [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
  [[1, 2], [2, 1], false],
  [[], {}, false],
  [{ a: null }, { a: {} }, false],
  [{ a: undefined }, {}, false],
  [{}, { a: 1 }, false],
  [JSON.parse('{"__proto__": 1}'), {}, false],
  [0, '0', false],
  ['x', 'x', true],
])('%j and %j: %j', (a, b, same) => {
  expect(isSameJson(a, b)).toBe(same);
  expect(isSameJson(b, a)).toBe(same);
});

test('documents 100,000 levels deep', () => {
  const deep = (end: string): unknown => JSON.parse(`${'['.repeat(100_000)}${end}${']'.repeat(100_000)}`);
  expect(isSameJson(deep('1'), deep('1'))).toBe(true);
  expect(isSameJson(deep('1'), deep('2'))).toBe(false);
});
