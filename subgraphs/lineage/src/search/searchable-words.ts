import { fold, wordsOf } from './fold.ts';

/** As far into a name as its words are searched for. */
const lookedAt = 400;
const shortest = 4;
const longest = 40;

/** Words of a name that somebody may misspell: neither short nor numbered, as parts, dates and hashes are. */
export function searchableWords(name: string): string[] {
  return wordsOf(fold(name.slice(0, lookedAt).toWellFormed())).filter(
    (word) => word.length >= shortest && word.length <= longest && !/\d.*\d/.test(word),
  );
}
