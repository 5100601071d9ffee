const shownLines = 20;

/** A few lines that say how a committed file differs from what the code makes; null when it does not. */
export function drift(file: string, committed: string | null, made: string): string | null {
  if (committed === made) return null;
  if (committed === null) return `schema/${file} is missing.`;
  const before = committed.split('\n');
  const after = made.split('\n');
  const changes = [...surplus(before, after).map((line) => `- ${line}`), ...surplus(after, before).map((line) => `+ ${line}`)];
  const shown = changes.slice(0, shownLines);
  const rest = changes.length > shown.length ? [`… and ${changes.length - shown.length} lines more`] : [];
  return [
    `schema/${file} is not what the code makes:`,
    ...(changes.length === 0 ? ['  the same lines in another order'] : []),
    ...shown,
    ...rest,
  ].join('\n');
}

/** Lines of `these` beyond as many as `those` have of each. */
function surplus(these: readonly string[], those: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of those) left.set(line, (left.get(line) ?? 0) + 1);
  return these.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
