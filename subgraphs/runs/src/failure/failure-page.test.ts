import { expect, test } from '@jest/globals';
import { encodePageCursor } from '@hotpass/server';
import { pageOf } from './failure-page.ts';

const letters = [...'abcdefg'];

function page(
  all: readonly string[],
  first: number,
  after: string | null,
): { items: readonly string[]; after: string | null; more: boolean } {
  const { items, pageInfo } = pageOf(all, (letter) => letter, { first, after });
  return { items, after: pageInfo.endCursor, more: pageInfo.hasNextPage };
}

test('pages meet every item once', () => {
  const first = page(letters, 3, null);
  const second = page(letters, 3, first.after);
  const third = page(letters, 3, second.after);
  expect([first.items, second.items, third.items]).toEqual([['a', 'b', 'c'], ['d', 'e', 'f'], ['g']]);
  expect([first.more, second.more, third.more]).toEqual([true, true, false]);
  expect(page(letters, 3, third.after)).toEqual({ items: [], after: null, more: false });
});

test('an item that has left the list takes none with it', () => {
  const { after } = page(letters, 3, null);
  expect(page(['a', 'b', 'd', 'e'], 3, after).items).toEqual(['d', 'e']);
  expect(page(['a'], 3, after).items).toEqual([]);
  expect(page(['x', 'a', 'b', 'c', 'd'], 3, after).items).toEqual(['d']);
});

test.each([
  ['nonsense'],
  [encodePageCursor(['a'])],
  [encodePageCursor(['a', -1])],
  [encodePageCursor(['a', 1.5])],
  [encodePageCursor([1, 1])],
])('the cursor %s is refused', (after) => {
  expect(() => page(letters, 3, after)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
});
