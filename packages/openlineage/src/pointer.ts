import { isEncodable } from './json.ts';

const maxPointerLength = 1024;

/** Appends a key to an RFC 6901 JSON Pointer. */
export function appendToken(pointer: string, key: string): string {
  return `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/**
 * A pointer made of keys from outside may be of any length and hold what cannot be stored. Such a one is cut to the
 * nearest ancestor that can be, which is still a valid pointer.
 */
export function boundedPointer(pointer: string): string {
  if (pointer.length <= maxPointerLength && isEncodable(pointer)) return pointer;
  let bounded = '';
  for (const token of pointer.slice(1, maxPointerLength + 2).split('/')) {
    const next = `${bounded}/${token}`;
    const isWhole = pointer.length === next.length || pointer[next.length] === '/';
    if (next.length > maxPointerLength || !isWhole || !isEncodable(token)) break;
    bounded = next;
  }
  return bounded;
}
