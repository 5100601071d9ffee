import type { Messages } from '@lingui/core';

type Compiled = Messages[string];

/** Words of other languages are up to so much longer (ux §4.6). */
const longerBy = 0.4;
const word = ' ōōōō';

/** Messages with words added behind each of their texts, to see whether there is room; a short text grows by a word, too. */
export function longerWords(messages: Messages): Messages {
  return Object.fromEntries(Object.entries(messages).map(([id, message]) => [id, longer(message) as Compiled]));
}

/** Texts, and the texts within choices such as plurals; names of values stay. */
function longer(part: unknown): unknown {
  if (typeof part === 'string') return /\p{L}{2}/u.test(part) ? part.trimEnd() + added(part) : part;
  if (!Array.isArray(part)) return part;
  return part.map((piece: unknown) => (Array.isArray(piece) ? choice(piece) : longer(piece)));
}

function choice(value: readonly unknown[]): readonly unknown[] {
  return value.map((piece, place) => {
    if (place < 2 || typeof piece !== 'object' || piece === null) return piece;
    return Object.fromEntries(Object.entries(piece).map(([name, option]) => [name, longer(option)]));
  });
}

function added(text: string): string {
  const words = Math.max(1, Math.round((text.length * longerBy) / word.length));
  return word.repeat(words) + (/\s$/.test(text) ? ' ' : '');
}
