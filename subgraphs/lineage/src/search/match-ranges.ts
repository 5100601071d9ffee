import { fold } from './fold.ts';

/** A part of a name in UTF-16 code units, as JavaScript counts. */
export interface MatchRange {
  readonly start: number;
  readonly length: number;
}

/** Where the words stand in the name, in order, overlapping ones as one; each word once, at its first place. */
export function matchRanges(name: string, words: readonly string[]): MatchRange[] {
  const { folded, places } = foldedWithPlaces(name);
  const found = words
    .filter((word) => word !== '')
    .flatMap((word) => {
      const at = folded.indexOf(word);
      return at < 0 ? [] : [{ start: places[at]!, end: endOf(places, at + word.length - 1, name.length) }];
    })
    .toSorted((a, b) => a.start - b.start);
  const merged: { start: number; end: number }[] = [];
  for (const range of found) {
    const last = merged.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged.map(({ start, end }) => ({ start, length: end - start }));
}

/** Names are shown whole but looked at as far as search does. */
const maxLength = 2_000;

/** Folding may lengthen and shorten: each unit of the folded text knows the character of the name it comes from. */
function foldedWithPlaces(name: string): { folded: string; places: readonly number[] } {
  let folded = '';
  let place = 0;
  const places: number[] = [];
  for (const character of name.slice(0, maxLength)) {
    const part = fold(character);
    for (let unit = 0; unit < part.length; unit += 1) places.push(place);
    folded += part;
    place += character.length;
  }
  return { folded, places };
}

/** Where the character ends that the folded unit comes from, accents after it included. */
function endOf(places: readonly number[], unit: number, nameLength: number): number {
  const own = places[unit];
  const next = places.slice(unit + 1).find((place) => place !== own);
  return next ?? Math.min(nameLength, maxLength);
}
