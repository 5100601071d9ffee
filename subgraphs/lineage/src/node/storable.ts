import { BadUserInputError, LimitExceededError } from '@hotpass/kernel';
import { isEncodable } from '@hotpass/openlineage';

/** Texts that a database can hold: nothing has an id with U+0000, and one such id must not fail the batch it is in. */
export function storable(texts: readonly string[]): string[] {
  return texts.filter((text) => !text.includes('\0'));
}

/** Checks what a person writes. @throws BadUserInputError when it cannot be stored, LimitExceededError when it is too long. */
export function checkWritten(field: string, text: string, maxLength: number): void {
  const path = ['input', field];
  if (!isEncodable(text)) throw new BadUserInputError('It holds U+0000 or half a character, which cannot be stored.', { path });
  if (text.length > maxLength) throw new LimitExceededError(`At most ${maxLength} characters.`, { path, maxLength });
}
