import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { propertySeed } from '@hotpass/testkit';
import { elementsOf, maxElements, maxNestingDepth } from './slice-array.ts';

function slices(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8');
  return elementsOf(bytes).map(({ start, end }) => bytes.toString('utf8', start, end));
}

const nested = (depth: number): Buffer => Buffer.from('['.repeat(depth) + ']'.repeat(depth));
const zeros = (count: number): Buffer => Buffer.from(`[${'0,'.repeat(count - 1)}0]`);

/** JSON text as somebody else's serialiser may write it: any whitespace, duplicate keys, escapes. */
const whitespace = fc.array(fc.constantFrom(' ', '\n', '\r', '\t'), { maxLength: 3 }).map((parts) => parts.join(''));
const string = fc.oneof(
  fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
  fc
    .array(fc.constantFrom('\\\\', '\\"', '\\u0041', '[', ']', '{', '}', ',', ' ', '語', '\\ud800'), { maxLength: 8 })
    .map((parts) => `"${parts.join('')}"`),
);
const { value: jsonText } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(
      string,
      fc.constantFrom('null', 'true', '-0', '1e400', '90071992547409931'),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    ),
    fc
      .tuple(fc.array(tie('value'), { maxLength: 4 }), whitespace)
      .map(([items, space]) => `[${space}${items.join(`${space},${space}`)}${space}]`),
    fc
      .tuple(fc.array(fc.tuple(string, tie('value')), { maxLength: 4 }), whitespace)
      .map(([members, space]) => `{${space}${members.map(([key, value]) => `${key}${space}:${space}${value}`).join(`${space},`)}${space}}`),
  ),
}));

test('slices of an array are its elements byte for byte', () => {
  fc.assert(
    fc.property(fc.array(jsonText, { maxLength: 6 }), whitespace, (elements, space) => {
      const text = `${space}[${space}${elements.join(`${space},${space}`)}${space}]${space}`;
      expect(slices(text)).toEqual(elements);
      expect(slices(text).map((slice) => JSON.parse(slice))).toEqual(JSON.parse(text));
    }),
    { seed: propertySeed(expect.getState().currentTestName), numRuns: 500 },
  );
});

test('bytes that are no JSON neither throw nor hang', () => {
  const soup = fc.array(fc.constantFrom('[', ']', '{', '}', '"', ',', '\\', ' ', 'a'), { maxLength: 40 });
  fc.assert(
    fc.property(soup, (parts) => {
      for (const { start, end } of elementsOf(Buffer.from(parts.join('')))) expect(end).toBeGreaterThan(start);
    }),
    { seed: propertySeed(expect.getState().currentTestName), numRuns: 500 },
  );
});

test.each(['{"a":[1,2]}', '"[1,2]"', '12', 'null', '', '[]', '[ \n ]'])('%j has no elements', (text) => {
  expect(slices(text)).toEqual([]);
});

test('nesting is bounded, and brackets within strings are no nesting', () => {
  expect(elementsOf(nested(maxNestingDepth))).toHaveLength(1);
  expect(() => elementsOf(nested(maxNestingDepth + 1))).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  expect(() => elementsOf(nested(8_000_000))).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  expect(slices(`["${'['.repeat(maxNestingDepth + 1)}"]`)).toHaveLength(1);
});

test('the number of elements is bounded', () => {
  expect(elementsOf(zeros(maxElements))).toHaveLength(maxElements);
  expect(() => elementsOf(zeros(maxElements + 1))).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED' }));
});

test('time grows with the length only, whatever the bytes hold (a quadratic walk would not end)', () => {
  const size = 4 * 1024 * 1024;
  for (const unit of ['\\"', '\\\\', '[],', '"",']) {
    const text = unit.startsWith('\\') ? `["${unit.repeat(size / 2)}"]` : `[[${unit.repeat(size / 4).slice(0, -1)}]]`;
    expect(elementsOf(Buffer.from(text))).toHaveLength(1);
  }
});
