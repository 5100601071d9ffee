import { expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { documentShape } from './document-shape.ts';

/** Fragments that each use the next one twice: the text is linear, what it says is exponential. */
function doubling(levels: number): string {
  const fragments = Array.from(
    { length: levels },
    (_one, level) => `fragment F${level} on T { a { ...F${level + 1} } b { ...F${level + 1} } }`,
  );
  return `{ ...F0 } ${fragments.join(' ')} fragment F${levels} on T { x }`;
}

test.each([
  ['{ a }', { depth: 1, aliases: 0, rootFields: 1, selections: 1 }],
  ['{ a { b { c } } d }', { depth: 3, aliases: 0, rootFields: 2, selections: 4 }],
  ['{ x: a y: __typename }', { depth: 1, aliases: 2, rootFields: 2, selections: 2 }],
  ['{ ... on Query { a b } }', { depth: 1, aliases: 0, rootFields: 2, selections: 3 }],
  ['{ a { ...F } b { ...F } } fragment F on T { x: c }', { depth: 2, aliases: 2, rootFields: 2, selections: 6 }],
  ['query A { a } query B { a b { c } }', { depth: 2, aliases: 0, rootFields: 2, selections: 3 }],
  ['{ a } fragment Unused on T { b { c { d } } }', { depth: 3, aliases: 0, rootFields: 1, selections: 3 }],
])('%s', (query, shape) => {
  expect(documentShape(parse(query))).toEqual(shape);
});

test('a cycle of fragments ends', () => {
  expect(documentShape(parse('{ ...A } fragment A on T { a { ...B } } fragment B on T { b { ...A } }')).depth).toBeLessThan(10);
});

test('exponential fragments are measured in linear time', () => {
  const document = parse(doubling(500));
  const started = performance.now();
  expect(documentShape(document).selections).toBeGreaterThan(2 ** 500);
  expect(performance.now() - started).toBeLessThan(200);
});
