import type { CombinedError } from '@urql/core';

/** The id under which the hub logged a refused or failed request; undefined when it never reached the hub. */
export function requestIdOf(error: CombinedError | undefined | null): string | undefined {
  for (const { extensions } of error?.graphQLErrors ?? []) {
    if (typeof extensions['requestId'] === 'string') return extensions['requestId'];
  }
  return undefined;
}
