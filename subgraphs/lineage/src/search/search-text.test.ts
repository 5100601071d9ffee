import { expect, test } from '@jest/globals';
import { asksForNothing, parseSearchText, searchKinds, type SearchKind, type SearchText } from './search-text.ts';

const everything: SearchText = { text: '', kinds: searchKinds, namespaces: [], tags: [] };

test.each<[string, Partial<SearchText>]>([
  ['orders', { text: 'orders' }],
  ['  fact \t orders ', { text: 'fact orders' }],
  ['ds:orders', { text: 'orders', kinds: ['DATASET'] }],
  ['col: email', { text: 'email', kinds: ['COLUMN'] }],
  ['DS:x job:y', { text: 'x y', kinds: ['DATASET', 'JOB'] }],
  ['ns:shop orders', { text: 'orders', namespaces: ['shop'] }],
  ['orders ns:"my shop"', { text: 'orders', namespaces: ['my shop'] }],
  ['ns:shop', { text: 'shop', kinds: ['NAMESPACE'] }],
  ['ns:', { kinds: ['NAMESPACE'] }],
  ['ns:shop ds:', { kinds: ['DATASET'], namespaces: ['shop'] }],
  ['tag:pii', { tags: [{ key: 'pii', value: null }] }],
  ['tag: pii', { tags: [{ key: 'pii', value: null }] }],
  ['tag:  "my tag" a', { text: 'a', tags: [{ key: 'my tag', value: null }] }],
  ['tag:', {}],
  ['tag: ds: x', { text: 'x', kinds: ['DATASET'] }],
  ['ns: shop', { text: 'shop', kinds: ['NAMESPACE'] }],
  ['ns: shop orders', { text: 'orders', namespaces: ['shop'] }],
  ['tag:tier=gold a', { text: 'a', tags: [{ key: 'tier', value: 'gold' }] }],
  ['s3://bucket/x', { text: 's3://bucket/x' }],
  ['foods:x', { text: 'foods:x' }],
  ['a\0b\ud800', { text: 'ab\ufffd' }],
])('%j is taken apart', (typed, expected) => {
  expect(parseSearchText(typed, null)).toEqual({ ...everything, ...expected });
});

test.each<[string, SearchKind[], Partial<SearchText>]>([
  ['orders', ['JOB'], { text: 'orders', kinds: ['JOB'] }],
  ['ds:orders', ['JOB'], { text: 'orders', kinds: [] }],
  ['ns:shop', ['DATASET'], { kinds: ['DATASET'], namespaces: ['shop'] }],
  ['ns:shop', ['NAMESPACE'], { text: 'shop', kinds: ['NAMESPACE'] }],
])('types bound what %j looks for: %j', (typed, types, expected) => {
  expect(parseSearchText(typed, types)).toEqual({ ...everything, ...expected });
});

test('only a prefix makes an empty text ask for something', () => {
  for (const typed of ['', '   ', '\0']) expect(asksForNothing(typed, parseSearchText(typed, null))).toBe(true);
  for (const typed of ['ds:', 'tag:pii', 'ns:x', 'x']) expect(asksForNothing(typed, parseSearchText(typed, null))).toBe(false);
});

test('a text longer than any is cut', () => {
  expect(parseSearchText('x'.repeat(5_000), null).text).toHaveLength(2_000);
});
