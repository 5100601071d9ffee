import { cutPage, decodePageCursor, pageSize, wrongPageCursor, type PageInfo } from '@hotpass/server';
import type { PageArguments } from '../run/run-page.ts';

/** A page of a list that is known whole. */
export interface WholePage<Item> {
  readonly items: readonly Item[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

/** Cuts a page from a list in which each item has an id. @throws BadUserInputError when the size or the cursor is wrong. */
export function pageOf<Item>(all: readonly Item[], idOf: (item: Item) => string, page: PageArguments): WholePage<Item> {
  const size = pageSize(page.first);
  const start = page.after === null || page.after === undefined ? 0 : placeAfter(all, idOf, page.after);
  return { ...cutPage(all, { start, size }, (item, place) => [idOf(item), place]), totalCount: all.length };
}

/** Behind the item the cursor names; where it has left the list, what came after it has taken its place. */
function placeAfter<Item>(all: readonly Item[], idOf: (item: Item) => string, after: string): number {
  const [id, place] = decodePageCursor(after, 2);
  if (typeof id !== 'string' || typeof place !== 'number' || !Number.isInteger(place) || place < 0) {
    throw wrongPageCursor();
  }
  const found = all.findIndex((item) => idOf(item) === id);
  return found < 0 ? Math.min(place, all.length) : found + 1;
}
