import { BadUserInputError } from '@hotpass/kernel';
import { Directive, Field, ObjectType } from 'type-graphql';

export const defaultPageSize = 25;
export const maximumPageSize = 100;

/** Checks a page size and fills in the default. @throws BadUserInputError outside 1…100. */
export function pageSize(size: number | null | undefined, argument: 'first' | 'last' = 'first'): number {
  if (size === null || size === undefined) return defaultPageSize;
  if (!Number.isInteger(size) || size < 1 || size > maximumPageSize) {
    throw new BadUserInputError(`\`${argument}\` must be between 1 and ${maximumPageSize}.`, { argument });
  }
  return size;
}

/** Where an item lies in its list. */
export type PageKey = readonly (string | number | null)[];

/** An opaque place in a list: the sort key of the item there. */
export function encodePageCursor(key: PageKey): string {
  return Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');
}

/** Said of a cursor that decodes and is none of the list it was given to, as of one that does not. */
export function wrongPageCursor(): BadUserInputError {
  return new BadUserInputError('This is not a page cursor of this list.', { argument: 'after' });
}

/** @throws BadUserInputError when the text is no cursor of a list with this many key parts. */
export function decodePageCursor(text: string, parts: number): (string | number | null)[] {
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw wrongPageCursor();
  }
  const isKey =
    Array.isArray(key) && key.length === parts && key.every((part) => part === null || typeof part === 'string' || Number.isFinite(part));
  if (!isKey) throw wrongPageCursor();
  return key as (string | number | null)[];
}

@Directive('@shareable')
@ObjectType({ description: 'Where a page lies in its list (Relay Cursor Connections).' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether items follow this page.' })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Whether items come before this page.' })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first item of this page.' })
  startCursor: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last item of this page; give it as `after` for the next page.' })
  endCursor: string | null;
}

/** What lies around a page. */
type PageSides = Pick<PageInfo, 'hasNextPage' | 'hasPreviousPage'>;

/** Where a page lies: cursors of its first and last item, by their keys. */
export function pageInfoOf<Item>(items: readonly Item[], keyOf: (item: Item, index: number) => PageKey, sides: PageSides): PageInfo {
  const { hasNextPage, hasPreviousPage } = sides;
  const [first] = items;
  const last = items.at(-1);
  return {
    hasNextPage,
    hasPreviousPage,
    startCursor: first === undefined ? null : encodePageCursor(keyOf(first, 0)),
    endCursor: last === undefined ? null : encodePageCursor(keyOf(last, items.length - 1)),
  };
}

/** Cuts a page from a list that is known whole. */
export function cutPage<Item>(
  all: readonly Item[],
  { start, size }: { readonly start: number; readonly size: number },
  keyOf: (item: Item, index: number) => PageKey,
): { readonly items: readonly Item[]; readonly pageInfo: PageInfo } {
  const items = all.slice(start, start + size);
  const sides = { hasNextPage: start + items.length < all.length, hasPreviousPage: start > 0 };
  return { items, pageInfo: pageInfoOf(items, (item, index) => keyOf(item, start + index), sides) };
}
