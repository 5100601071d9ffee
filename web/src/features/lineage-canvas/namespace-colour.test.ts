import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { namespaceColour } from './namespace-colour.ts';

const tokens = readFileSync(new URL('../../tokens/tokens.css', import.meta.url), 'utf8');

test('every colour a namespace can have is a token of both themes', () => {
  const names = new Set(Array.from({ length: 500 }, (_, index) => namespaceColour(`postgres://host-${index}`)));
  expect(names.size).toBe(8);
  for (const name of names) {
    const token = /--ns-\d/.exec(name)?.[0] ?? '';
    expect(tokens.match(new RegExp(`${token}: #`, 'g'))).toHaveLength(2);
  }
});

test('a namespace has the same colour everywhere', () => {
  expect(namespaceColour('s3://lake')).toBe(namespaceColour('s3://lake'));
});
