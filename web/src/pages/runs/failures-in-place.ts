interface Placed {
  readonly run?: { readonly id: string } | null;
}

/**
 * A newer answer without moving what is read: those shown say what is new of them and keep their places, also one that the
 * answer no longer has. Others wait, but for those after the last one when they were asked for.
 */
export function inPlace<Failure extends Placed>(
  shown: readonly Failure[],
  answer: readonly Failure[],
  areMoreAsked: boolean,
): readonly Failure[] {
  const newest = new Map(answer.map((failure) => [failure.run?.id, failure]));
  const kept = shown.map((failure) => newest.get(failure.run?.id) ?? failure);
  if (!areMoreAsked) return kept;
  const known = new Set(shown.map(({ run }) => run?.id));
  const last = answer.findLastIndex(({ run }) => known.has(run?.id));
  return [...kept, ...answer.slice(last + 1)];
}
