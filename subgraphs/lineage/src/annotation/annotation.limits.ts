import { BadUserInputError } from '@hotpass/kernel';
import { checkWritten } from '../node/storable.ts';

export const annotationLimits = { keyLength: 100, valueLength: 200, descriptionLength: 10_000, tags: 100 } as const;

/** @throws BadUserInputError when it is empty or cannot be stored, LimitExceededError when it is too long. */
export function checkTagKey(key: string): void {
  if (key.trim() === '') throw new BadUserInputError('A tag has a key.', { path: ['input', 'key'] });
  checkWritten('key', key, annotationLimits.keyLength);
}

export function checkTagValue(value: string): void {
  checkWritten('value', value, annotationLimits.valueLength);
}

export function checkDescription(description: string): void {
  if (description.trim() === '')
    throw new BadUserInputError('A description says something; null takes it back.', { path: ['input', 'description'] });
  checkWritten('description', description, annotationLimits.descriptionLength);
}
