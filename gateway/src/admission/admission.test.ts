import { expect, test } from '@jest/globals';
import { buildSchema, OperationTypeNode } from 'graphql';
import { defaultLimits } from '../limits.ts';
import { Admission } from './admission.ts';
import { CostModel } from './cost.ts';
import { hasMoreTokensThan } from './tokens.ts';

const schema = buildSchema(
  'type Query { a: T list(first: Int): [T!] } type T { a: T b: T c: String } type Mutation { m: String } type Subscription { s: String }',
);
const all = Object.values(OperationTypeNode);

function anAdmission(): Admission {
  return new Admission(schema, new CostModel(schema, new Map()), defaultLimits);
}

function codes(query: string, variables: Record<string, unknown> = {}, admission = anAdmission()): unknown {
  const verdict = admission.admit({ query, variables }, all);
  return 'admitted' in verdict ? 'admitted' : verdict.refused.map(({ extensions }) => extensions);
}

function nested(depth: number): string {
  return `{ ${'a { '.repeat(depth - 1)}__typename${' }'.repeat(depth - 1)} }`;
}

const many = (count: number, text: string): string =>
  Array.from({ length: count }, (_one, index) => text.replace('#', String(index))).join(' ');
/** Exactly so many selections, at different places of the answer: comparing fields of one place is quadratic. */
function filled(count: number): string {
  if (count <= 100) return 'c '.repeat(count);
  const half = Math.floor((count - 2) / 2);
  return `a { ${filled(half)} } b { ${filled(count - 2 - half)} }`;
}

const selections = (count: number): string => `{ a { ...F } } fragment F on T { ${filled(count - 2)} }`;

test.each([
  ['depth', nested(15), nested(16), 16],
  ['aliases', `{ a { ${many(30, 'x#: c')} } }`, `{ a { ${many(31, 'x#: c')} } }`, 31],
  ['aliases', `{ a { ${many(30, 'x#: __typename')} } }`, `{ a { ${many(31, 'x#: __typename')} } }`, 31],
  ['rootFields', `{ ${many(20, '__typename')} }`, `{ ${many(21, '__typename')} }`, 21],
  ['selections', selections(2000), selections(2001), 2001],
  [
    'cost',
    '{ list(first: 100) { a { c } } }',
    '{ list(first: 100) { a { ...F } } } fragment F on T { a { a { b { b { a { a { a { c } } } } } } } }',
    null,
  ],
] as const)('%s: the limit passes and one more is refused with its name and value', (limit, allowed, refused, value) => {
  const admission = new Admission(schema, new CostModel(schema, new Map()), {
    ...defaultLimits,
    ...(limit === 'cost' ? { cost: 500 } : {}),
  });
  expect(codes(allowed, {}, admission)).toBe('admitted');
  const maximum = limit === 'cost' ? 500 : defaultLimits[limit];
  expect(codes(refused, {}, admission)).toEqual([{ code: 'LIMIT_EXCEEDED', limit, maximum, value: value ?? 900 }]);
});

test('the limit of tokens passes and one more is refused', () => {
  const tokens = (count: number): string => `{ a { ${'c '.repeat(count - 5)} # a comment is no token\n } }`;
  expect(hasMoreTokensThan(4000, tokens(4000))).toBe(false);
  expect(codes(tokens(4001))).toEqual([{ code: 'LIMIT_EXCEEDED', limit: 'tokens', maximum: 4000, value: 'more than 4000' }]);
});

test('the cost is that of the variables of this call, though the document is known', () => {
  const admission = new Admission(schema, new CostModel(schema, new Map()), { ...defaultLimits, cost: 50 });
  const query = 'query ($n: Int) { list(first: $n) { c } }';
  expect(codes(query, { n: 50 }, admission)).toBe('admitted');
  expect(codes(query, { n: 51 }, admission)).toEqual([{ code: 'LIMIT_EXCEEDED', limit: 'cost', maximum: 50, value: 51 }]);
});

test('a refusal says what to do instead', () => {
  const admission = new Admission(schema, new CostModel(schema, new Map()), { ...defaultLimits, cost: 50 });
  const verdict = admission.admit({ query: '{ list(first: 51) { c } }' }, all);
  expect(verdict).toMatchObject({ refused: [{ message: expect.stringContaining('`first`') }] });
});

test('a document is validated once', () => {
  const admission = anAdmission();
  const first = admission.admit({ query: '{ a { c } }' }, all);
  const second = admission.admit({ query: '{ a { c } }' }, all);
  expect('admitted' in first && 'admitted' in second && first.admitted.document === second.admitted.document).toBe(true);
});

test('what is no GraphQL, what the schema does not have and what names no operation have codes and no guesses', () => {
  expect(codes('{ a ')).toEqual([{ code: 'GRAPHQL_PARSE_FAILED' }]);
  expect(codes('"')).toEqual([{ code: 'GRAPHQL_PARSE_FAILED' }]);
  expect(codes('query A { a { c } } query B { a { c } }')).toEqual([{ code: 'BAD_USER_INPUT', argument: 'operationName' }]);
  const verdict = anAdmission().admit({ query: '{ lists { c } }' }, all);
  const [error] = 'refused' in verdict ? verdict.refused : [];
  expect(error?.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
  expect(error?.message).not.toContain('Did you mean');
  expect(error?.locations).toEqual([{ line: 1, column: 3 }]);
});

test('an operation of a kind that this address does not take is refused', () => {
  const verdict = anAdmission().admit({ query: 'subscription { s }' }, [OperationTypeNode.QUERY]);
  expect('refused' in verdict && verdict.refused[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
});

test('the same field two thousand times over is refused in a moment', () => {
  const started = performance.now();
  expect(codes(`{ a { ${'c '.repeat(1990)} } }`)).toEqual([{ code: 'GRAPHQL_VALIDATION_FAILED' }]);
  expect(performance.now() - started).toBeLessThan(1_000);
});
