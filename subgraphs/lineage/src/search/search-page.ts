import { BadUserInputError } from '@hotpass/kernel';
import { isEncodable } from '@hotpass/openlineage';
import { decodePageCursor, type PageKey } from '@hotpass/server';
import type { SearchPlace } from './search.repository.ts';

export function searchKey({ rank, late, step, key, id }: SearchPlace): PageKey {
  return [rank, late, step, key, id];
}

const lastRank = 7;

/** @throws BadUserInputError when the text is no cursor of a search. */
export function decodeSearchPlace(cursor: string | null | undefined): SearchPlace | null {
  if (cursor === null || cursor === undefined) return null;
  const [rank, late, step, key, id] = decodePageCursor(cursor, 5);
  const isPlace = isCount(rank, lastRank) && isCount(late, 1) && isCount(step, 100) && isText(key) && isText(id);
  if (!isPlace) throw new BadUserInputError('This is not a page cursor of a search.', { argument: 'after' });
  return { rank, late, step, key, id };
}

function isCount(value: unknown, max: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && isEncodable(value);
}
