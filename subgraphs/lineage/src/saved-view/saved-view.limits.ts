import { BadUserInputError, LimitExceededError } from '@hotpass/kernel';

export const savedViewLimits = { nameLength: 100, queryLength: 4_000, viewsOfPerson: 200 } as const;

/** @throws BadUserInputError when it is empty or cannot be stored, LimitExceededError when it is too long. */
export function checkViewName(name: string): void {
  if (name.trim() === '') throw new BadUserInputError('A view has a name.', { path: ['input', 'name'] });
  checkText('name', name, savedViewLimits.nameLength);
}

export function checkViewQuery(query: string): void {
  checkText('query', query, savedViewLimits.queryLength);
}

function checkText(field: string, text: string, maxLength: number): void {
  const path = ['input', field];
  if (text.includes('\0') || !text.isWellFormed())
    throw new BadUserInputError('It holds U+0000 or half a character, which cannot be stored.', { path });
  if (text.length > maxLength) throw new LimitExceededError(`At most ${maxLength} characters.`, { path, maxLength });
}
