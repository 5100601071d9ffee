import { BadUserInputError, LimitExceededError } from '@hotpass/kernel';

export const annotationLimits = { keyLength: 100, valueLength: 200, descriptionLength: 10_000, tags: 100 } as const;

/** @throws BadUserInputError when it is empty or cannot be stored, LimitExceededError when it is too long. */
export function checkTagKey(key: string): void {
  if (key.trim() === '') throw new BadUserInputError('A tag has a key.', { path: ['input', 'key'] });
  checkText('key', key, annotationLimits.keyLength);
}

export function checkTagValue(value: string): void {
  checkText('value', value, annotationLimits.valueLength);
}

export function checkDescription(description: string): void {
  if (description.trim() === '')
    throw new BadUserInputError('A description says something; null takes it back.', { path: ['input', 'description'] });
  checkText('description', description, annotationLimits.descriptionLength);
}

function checkText(field: string, text: string, maxLength: number): void {
  const path = ['input', field];
  if (text.includes('\0') || !text.isWellFormed())
    throw new BadUserInputError('It holds U+0000 or half a character, which cannot be stored.', { path });
  if (text.length > maxLength) throw new LimitExceededError(`At most ${maxLength} characters.`, { path, maxLength });
}
