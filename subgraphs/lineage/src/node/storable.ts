/** Texts that a database can hold: nothing has an id with U+0000, and one such id must not fail the batch it is in. */
export function storable(texts: readonly string[]): string[] {
  return texts.filter((text) => !text.includes('\0'));
}
