import { isEncodable } from '@hotpass/openlineage';
import type { PageInfo } from '@hotpass/server';
import { decodePageCursor, pageInfoOf, wrongPageCursor } from '@hotpass/server';
import type { Listed, Page, SortKey } from './node.row.ts';

/** @throws BadUserInputError when the text is no cursor of such a list. */
export function sortKeyOf(after: string | null | undefined): SortKey | null {
  if (after === null || after === undefined) return null;
  const [name, id] = decodePageCursor(after, 2);
  if (!isStorable(name) || !isStorable(id)) throw wrongPageCursor();
  return [name, id];
}

export function sortedPageInfo({ rows, hasNextPage }: Page<Listed>, after: SortKey | null): PageInfo {
  return pageInfoOf(rows, ({ sortName, id }) => [sortName, id], { hasNextPage, hasPreviousPage: after !== null });
}

function isStorable(part: unknown): part is string {
  return typeof part === 'string' && isEncodable(part);
}
