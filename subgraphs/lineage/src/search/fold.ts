const accents = /[\u0300-\u036f]/g;

/** What texts are compared by, as the database folds names: without case, accents and compatibility forms. */
export function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(accents, '').toLowerCase();
}

/** Words of a name: what stands between ASCII punctuation and white space. */
export function wordsOf(folded: string): string[] {
  // oxlint-disable-next-line no-control-regex -- the whole of ASCII but letters and digits.
  return folded.split(/[\x00-/:-`{-\x7f]+/).filter((word) => word !== '');
}
