/** Where a value lies in the bytes. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openers = new Set([0x5b, 0x7b]);
const closers = new Set([0x5d, 0x7d]);
const blanks = new Set([0x20, 0x09, 0x0a, 0x0d]);

function endOfString(bytes: Uint8Array, open: number): number {
  let index = open + 1;
  while (index < bytes.length && bytes[index] !== quote) index += bytes[index] === backslash ? 2 : 1;
  return index;
}

/**
 * The elements of the JSON array that begins at `start`, as they stand in the bytes: an event is sent as its file has
 * it, for a round trip through `JSON.parse` changes large numbers and repeated keys. Null when the array does not end.
 */
export function arrayElements(bytes: Uint8Array, start: number): Extent[] | null {
  const elements: Extent[] = [];
  let depth = 0;
  let first = -1;
  let last = -1;
  for (let index = start; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0;
    if (blanks.has(byte)) continue;
    if (closers.has(byte)) depth--;
    const ends = depth === 0 && index > start;
    if (ends || (depth === 1 && byte === comma)) {
      if (first >= 0) elements.push({ start: first, end: last + 1 });
      if (ends) return elements;
      first = -1;
      continue;
    }
    if (first < 0 && index > start) first = index;
    if (openers.has(byte)) depth++;
    if (byte === quote) index = endOfString(bytes, index);
    last = index;
  }
  return null;
}
