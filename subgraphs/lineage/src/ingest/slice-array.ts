import { LimitExceededError } from '@hotpass/kernel';
import { badInput } from './input-issue.ts';

/** Deeper JSON is refused (RFC 8259 §9 allows a limit), so that no recursive reader behind ingest, validator or jsonb, meets it. */
export const maxNestingDepth = 4_096;

/** Every element of a batch costs an entry, however small it is. */
export const maxElements = 100_000;

/** Where a value lies in the bytes, without the whitespace around it. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

function isWhitespace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Index of the quote that ends the string opened at `open`, or the length when none does. */
function endOfString(bytes: Uint8Array, open: number): number {
  let index = open + 1;
  while (index < bytes.length && bytes[index] !== quote) index += bytes[index] === backslash ? 2 : 1;
  return Math.min(index, bytes.length);
}

/**
 * The extents of the elements of a JSON array, in one pass over its bytes, without recursion and with bounded depth.
 * Empty for any other JSON value. It finds boundaries and judges nothing: only for bytes that `JSON.parse` accepts
 * does the answer mean something. UTF-8 needs no decoding here: every byte of a longer character is above 0x7f.
 * @throws BadUserInputError deeper than `maxNestingDepth`. @throws LimitExceededError beyond `maxElements`.
 */
export function elementsOf(bytes: Uint8Array): Extent[] {
  const elements: Extent[] = [];
  let depth = 0;
  let isArray: boolean | null = null;
  let start = -1;
  let end = -1;
  const closeElement = (): void => {
    if (start >= 0 && isArray) elements.push({ start, end });
    if (elements.length > maxElements) throw new LimitExceededError(`A batch has at most ${maxElements} events.`, { status: 413 });
    start = -1;
  };
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index]!;
    if (isWhitespace(byte)) continue;
    isArray ??= byte === openBracket;
    const first = index;
    if (byte === quote) index = endOfString(bytes, index);
    else if (byte === openBracket || byte === openBrace) depth++;
    else if (byte === closeBracket || byte === closeBrace) depth--;
    if (depth > maxNestingDepth) throw tooDeep();
    const opensRoot = depth === 1 && byte === openBracket;
    if (opensRoot || depth === 0) continue;
    if (depth === 1 && byte === comma) {
      closeElement();
      continue;
    }
    if (start < 0) start = first;
    end = index + 1;
  }
  closeElement();
  return elements;
}

function tooDeep(): Error {
  return badInput(`JSON nested deeper than ${maxNestingDepth} levels is not taken.`, [
    { pointer: '', message: `must not be nested deeper than ${maxNestingDepth} levels` },
  ]);
}
