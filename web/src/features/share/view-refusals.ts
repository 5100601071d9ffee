import { t } from '@lingui/core/macro';
import type { CombinedError } from '@urql/core';

/** Why a view was not saved, changed or deleted. */
export interface Refusal {
  readonly words: string;
  /** What is shown is not what the hub has: it is read again. */
  readonly isStale: boolean;
}

interface Answer {
  readonly error?: CombinedError | undefined;
  readonly errors?: readonly { readonly code: string; readonly message: string }[] | undefined;
}

/** Null when it happened. */
export function refusalOf({ error, errors }: Answer): Refusal | null {
  if (error) {
    const words = error.networkError ? t`The hub cannot be reached. Nothing was changed.` : t`The hub refused this. Nothing was changed.`;
    return { words, isStale: false };
  }
  const [first] = errors ?? [];
  if (!first) return null;
  switch (first.code) {
    case 'STALE_VERSION':
      return { words: t`Somebody changed this view meanwhile. Here is how it is now; try again if it still applies.`, isStale: true };
    case 'NOT_FOUND':
      return { words: t`This view is gone, or belongs to somebody else.`, isStale: true };
    case 'FORBIDDEN':
      return { words: t`Only whose view it is may change it.`, isStale: false };
    default:
      return { words: first.message, isStale: false };
  }
}
