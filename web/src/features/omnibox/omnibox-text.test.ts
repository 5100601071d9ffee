import { expect, test } from '@jest/globals';
import { markedParts, readOmniboxText } from './omnibox-text.ts';

test.each([
  ['', { search: null, run: null, command: null }],
  ['  ds: ', { search: null, run: null, command: null }],
  ['organisations', { search: { text: 'organisations', types: null }, run: null, command: 'organisations' }],
  ['col:email', { search: { text: 'col:email', types: null }, run: null, command: 'col:email' }],
  ['> theme', { search: null, run: null, command: 'theme' }],
  ['run:8F2C', { search: null, run: '8f2c', command: null }],
  ['run:', { search: null, run: null, command: null }],
  ['01932f4e-0000', { search: { text: '01932f4e-0000', types: null }, run: '01932f4e-0000', command: '01932f4e-0000' }],
])('%j asks for what it says', (text, request) => {
  expect(readOmniboxText(text)).toEqual(request);
});

test.each([
  ['refined.email', [{ start: 8, length: 5 }], ['refined.', '*email']],
  ['abc', [], ['abc']],
  [
    'abc',
    [
      { start: 0, length: 1 },
      { start: 2, length: 9 },
    ],
    ['*a', 'b', '*c'],
  ],
  [
    'abc',
    [
      { start: 7, length: 1 },
      { start: 1, length: 0 },
    ],
    ['abc'],
  ],
])('%s is marked where it was met', (name, ranges, expected) => {
  expect(markedParts(name, ranges).map(({ text, isMet }) => (isMet ? `*${text}` : text))).toEqual(expected);
});
