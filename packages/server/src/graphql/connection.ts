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

/** An opaque place in a list: the sort key of the item there. */
export function encodePageCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');
}

/** @throws BadUserInputError when the text is no cursor of a list with this many key parts. */
export function decodePageCursor(text: string, parts: number): (string | number | null)[] {
  const wrong = new BadUserInputError('This is not a page cursor of this list.', { argument: 'after' });
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    throw wrong;
  }
  const isKey =
    Array.isArray(key) && key.length === parts && key.every((part) => part === null || typeof part === 'string' || Number.isFinite(part));
  if (!isKey) throw wrong;
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
