import { expect, test } from '@jest/globals';
import { misspellable, slips, spellings } from './spelling.ts';

test.each([
  ['orders', 'orders', 0, 0],
  ['ordres', 'orders', 1, 1],
  ['custmer', 'customer', 1, 1],
  ['emial', 'email', 1, 1],
  ['orgnisat', 'organisation', 4, 1],
  ['', 'ab', 2, 0],
  ['ab', '', 2, 2],
])('%s is a slip or some from %s', (typed, word, whole, begins) => {
  expect(slips(typed, word)).toEqual({ whole, begins });
});

test('the nearest known words take the place of a word, the likeliest first', () => {
  expect(spellings('custmer', new Map([['custmer', ['customs', 'customers', 'customer']]]))).toEqual(['customer', 'customers']);
});

test('each word of a text is corrected, one that nothing is near stays', () => {
  const known = new Map([
    ['custmoer', ['customer']],
    ['ordres', ['orders', 'ordreset']],
  ]);
  expect(spellings('custmoer_ordres x', known)).toEqual(['customer ordreset x', 'customer orders x']);
});

test('a text that is spelt as names are has no other spelling of itself', () => {
  expect(spellings('order', new Map([['order', ['orders', 'order']]]))).toEqual([]);
  expect(spellings('xyz', new Map())).toEqual([]);
});

test('short words and numbers are not corrected', () => {
  expect(misspellable('id of 20241231 orders')).toEqual(['orders']);
});
