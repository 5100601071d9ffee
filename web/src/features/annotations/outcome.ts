import type { CombinedError } from '@urql/core';

/** Why a change was not made. */
export interface Refusal {
  readonly message: string;
  /** Somebody else has changed the thing since it was read. */
  readonly isStale: boolean;
}

/** What the hub refused, or null when the change was made. */
export function outcomeOf(
  error: CombinedError | undefined,
  errors: readonly { readonly code: string; readonly message: string }[] | undefined,
): Refusal | null {
  const [first] = errors ?? [];
  if (first) return { message: first.message, isStale: first.code === 'STALE_VERSION' };
  if (!error) return null;
  return {
    message: error.networkError ? 'The hub could not be reached. What you typed is still here.' : error.message.replace(/^\[\w+\] /, ''),
    isStale: false,
  };
}
