import type { CombinedError } from '@urql/core';

/** What stands beside an error: what is from before, or an answer of which a part is missing. */
export function shownBeside(error: CombinedError, isShown: boolean): { readonly isStale: boolean; readonly isPartial: boolean } {
  const isPartial = isShown && error.networkError === undefined;
  return { isStale: isShown && !isPartial, isPartial };
}
