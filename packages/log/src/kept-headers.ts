/** Headers kept for those who are a little behind. */
const keptEntries = 8_192;
/** An entry has a key for each thing it is about: a few, or a hundred thousand. All keys of the kept headers together. */
const keptKeys = 500_000;

/** How many of the oldest are beyond what is kept. An entry with too many keys for itself alone is not kept either. */
export function excessOf(entries: readonly { readonly keys: readonly string[] }[]): number {
  let keys = 0;
  for (let i = entries.length - 1; i >= 0; i -= 1) {
    keys += entries[i]?.keys.length ?? 0;
    if (entries.length - i > keptEntries || keys > keptKeys) return i + 1;
  }
  return 0;
}
