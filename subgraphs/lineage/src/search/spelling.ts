import { wordsOf } from './fold.ts';

/** Slips that are forgiven in a word of this length: none in short ones, which are near too many others. */
function allowedSlips(length: number): number {
  if (length < 4) return 0;
  return length < 8 ? 1 : 2;
}

/** Words of this text that may be misspelt. */
export function misspellable(text: string): string[] {
  return wordsOf(text).filter((word) => allowedSlips(word.length) > 0 && !/^\d+$/.test(word));
}

/**
 * Other spellings of a text, the likeliest first: each of its words replaced by the nearest words that names have.
 * A word that a name has is spelt right.
 */
export function spellings(text: string, known: ReadonlyMap<string, readonly string[]>): string[] {
  const words = wordsOf(text);
  const choices = words.map((word) => {
    const alike = known.get(word) ?? [];
    const near = alike.includes(word) ? [] : nearest(word, alike);
    return near.length === 0 ? [word] : near;
  });
  const count = Math.max(0, ...choices.map((choice) => choice.length));
  const texts = Array.from({ length: count }, (_, rank) => choices.map((choice) => choice[Math.min(rank, choice.length - 1)]).join(' '));
  return [...new Set(texts)].filter((spelling) => spelling !== words.join(' ')).slice(0, maxSpellings);
}

const maxSpellings = 5;

/** Known words within the allowed slips, or beginning within them, fewest slips first. */
function nearest(word: string, known: readonly string[]): string[] {
  const allowed = allowedSlips(word.length);
  return known
    .map((candidate) => ({ candidate, ...slips(word, candidate) }))
    .filter(({ begins }) => begins <= allowed)
    .toSorted((a, b) => Math.min(a.whole, a.begins + 0.5) - Math.min(b.whole, b.begins + 0.5) || a.candidate.length - b.candidate.length)
    .map(({ candidate }) => candidate);
}

/**
 * How many letters were left out, added, mistaken or swapped with their neighbour (optimal string alignment): to the
 * whole of a word, and to whatever beginning of it is nearest, since people search while they type.
 */
export function slips(typed: string, word: string): { readonly whole: number; readonly begins: number } {
  let before: number[] = [];
  let above = Array.from({ length: word.length + 1 }, (_, column) => column);
  for (let row = 1; row <= typed.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= word.length; column += 1) {
      const substituted = above[column - 1]! + (typed[row - 1] === word[column - 1] ? 0 : 1);
      const isSwap = row > 1 && column > 1 && typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1];
      const swapped = isSwap ? before[column - 2]! + 1 : Number.POSITIVE_INFINITY;
      current.push(Math.min(above[column]! + 1, current[column - 1]! + 1, substituted, swapped));
    }
    [before, above] = [above, current];
  }
  return { whole: above[word.length]!, begins: Math.min(...above) };
}
