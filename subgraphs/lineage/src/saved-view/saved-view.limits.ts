import { BadUserInputError } from '@hotpass/kernel';
import { checkWritten } from '../node/storable.ts';

export const savedViewLimits = { nameLength: 100, queryLength: 4_000, viewsOfPerson: 200 } as const;

/** @throws BadUserInputError when it is empty or cannot be stored, LimitExceededError when it is too long. */
export function checkViewName(name: string): void {
  if (name.trim() === '') throw new BadUserInputError('A view has a name.', { path: ['input', 'name'] });
  checkWritten('name', name, savedViewLimits.nameLength);
}

export function checkViewQuery(query: string): void {
  checkWritten('query', query, savedViewLimits.queryLength);
}
