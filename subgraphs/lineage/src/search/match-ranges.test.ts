import { expect, test } from '@jest/globals';
import { matchRanges } from './match-ranges.ts';

function marked(name: string, ...words: string[]): string[] {
  return matchRanges(name, words).map(({ start, length }) => name.slice(start, start + length));
}

test('words are found where they stand, whatever their case', () => {
  expect(marked('Shop.Orders', 'orders')).toEqual(['Orders']);
  expect(marked('shop.orders', 'orders', 'shop')).toEqual(['shop', 'orders']);
});

test('what overlaps or touches is one range', () => {
  expect(marked('reorders', 'reord', 'orders')).toEqual(['reorders']);
});

test('a word that is not there has no range', () => {
  expect(marked('orders', 'invoices')).toEqual([]);
  expect(marked('orders', '')).toEqual([]);
});

test.each([
  ['Café_Crème', 'creme', 'Crème'],
  ['ﬁle_store', 'file', 'ﬁle'],
  ['Страна.Продажи', 'продажи', 'Продажи'],
  ['订单明细', '明细', '明细'],
  ['🚚.deliveries', '🚚', '🚚'],
  ['x.🚚🚚', '🚚🚚', '🚚🚚'],
  ['cafe\u0301s', 'cafe', 'cafe\u0301'],
])('ranges are of the name as written: %s, %s', (name, word, shown) => {
  expect(marked(name, word)).toEqual([shown]);
});
