import { expect, test } from '@jest/globals';
import { drift } from './drift.ts';

test('a committed schema that the code makes has no drift', () => {
  expect(drift('api.graphql', 'type A\n', 'type A\n')).toBeNull();
});

test('a missing file, changed lines and another order are told apart', () => {
  expect(drift('api.graphql', null, 'type A\n')).toBe('schema/api.graphql is missing.');
  expect(drift('api.graphql', 'a\nb\n', 'a\nc\nc\n')?.split('\n').slice(1)).toEqual(['- b', '+ c', '+ c']);
  expect(drift('api.graphql', 'a\nb\n', 'b\na\n')).toContain('another order');
});

test('a long difference is cut and says so', () => {
  const made = Array.from({ length: 100 }, (_, line) => `line ${line}`).join('\n');
  expect(drift('api.graphql', '', made)).toMatch(/… and \d+ lines more$/);
});
