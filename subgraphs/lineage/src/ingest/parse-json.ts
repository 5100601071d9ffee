import { badInput } from './input-issue.ts';
import { elementsOf, type Extent } from './slice-array.ts';

export interface ParsedJson {
  readonly json: unknown;
  /** Extents of the elements when the value is an array. */
  readonly elements: readonly Extent[];
}

/** A byte order mark stays in the text, where `JSON.parse` refuses it: RFC 8259 §8.1 forbids to send one. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws BadUserInputError unless the bytes are JSON in valid UTF-8, nested within bounds. */
export function parseJson(bytes: Uint8Array): ParsedJson {
  const text = decode(bytes);
  const elements = elementsOf(bytes);
  try {
    return { json: JSON.parse(text), elements };
  } catch {
    throw badInput('The body is not JSON.', [{ pointer: '', message: 'is not JSON' }]);
  }
}

/** `JSON.parse` accepts what a tolerant decoder made of broken bytes; a fatal one does not. */
function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw badInput('The body is not valid UTF-8.', [{ pointer: '', message: 'is not valid UTF-8' }]);
  }
}

/**
 * Whether a string of this valid JSON holds U+0000, which PostgreSQL's text and jsonb refuse. There it can only stand
 * escaped, after an even number of backslashes. Runs of backslashes are disjoint, so this is linear.
 */
export function holdsNul(json: Buffer): boolean {
  for (let at = json.indexOf('\\u0000'); at >= 0; at = json.indexOf('\\u0000', at + 1)) {
    let before = at;
    while (before > 0 && json[before - 1] === 0x5c) before--;
    if ((at - before) % 2 === 0) return true;
  }
  return false;
}
