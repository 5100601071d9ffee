import { expect, test } from '@jest/globals';

import { appendToken, boundedPointer } from './pointer.ts';

test('a key is escaped as RFC 6901 says', () => {
  expect(appendToken('/a', 'b/c~d')).toBe('/a/b~1c~0d');
});

test('an ordinary pointer stays as it is', () => {
  expect(boundedPointer('')).toBe('');
  expect(boundedPointer('/a//b~1c/0')).toBe('/a//b~1c/0');
});

test.each([
  ['a key of a million characters', `/run/facets/${'x'.repeat(1_000_000)}/a`],
  ['many short keys and then a long one', `/run/facets/${'x'.repeat(1100)}`],
  ['a key with U+0000', '/run/facets/a\0b/c'],
  ['a key with a lone surrogate', '/run/facets/\ud800'],
])('%s is cut to the nearest ancestor', (_, pointer) => {
  expect(boundedPointer(pointer)).toBe('/run/facets');
});

test('only whole keys are kept at the limit', () => {
  const exact = `/${'a'.repeat(500)}/${'b'.repeat(522)}`;
  expect(boundedPointer(exact)).toBe(exact);
  expect(boundedPointer(`${exact}/c`)).toBe(exact);
  expect(boundedPointer(`${exact}c`)).toBe(`/${'a'.repeat(500)}`);
});
