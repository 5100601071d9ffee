import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jsonText } from './json-text.ts';

test('is what JSON.stringify writes', () => {
  fc.assert(fc.property(fc.jsonValue(), (json) => jsonText(json) === JSON.stringify(json)));
});

test.each(['[', '{"a":'])('of a document 100,000 levels deep, nested by %s', (open) => {
  const [levels, close] = [100_000, open === '[' ? ']' : '}'];
  const text = `${open.repeat(levels)}{"x":[1,"\\u0000",null,{},[]],"y":"é"}${close.repeat(levels)}`;
  const deep: unknown = JSON.parse(text);
  expect(() => JSON.stringify(deep)).toThrow(RangeError);
  expect(jsonText(deep)).toBe(text);
});

test('of a document that is wide as well as deep', () => {
  const text = `${'['.repeat(100_000)}[${Array.from({ length: 200_000 }, (_, i) => i).join(',')}]${']'.repeat(100_000)}`;
  expect(jsonText(JSON.parse(text))).toBe(text);
});
