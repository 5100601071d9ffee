import { buildSchema } from 'graphql';
import { expect, test } from '@jest/globals';
import { documentProblems, examples } from './own-documents.ts';

const schema = buildSchema(`
  type Query { ship(id: ID, name: String @deprecated(reason: "Use id. Removed after 2030-01-01.")): Ship }
  type Ship { id: ID! rig: Rig, length: Int @deprecated(reason: "Use rig. Removed after 2030-01-01.") }
  enum Rig { SLOOP }
`);

test('an operation that uses nothing deprecated has no problem', () => {
  expect(documentProblems(schema, [{ place: 'a.graphql', text: 'query A { ship(id: 1) { id rig } }' }])).toEqual([]);
});

test('deprecated fields and arguments, unknown fields and what is no GraphQL are named with their place', () => {
  const problems = documentProblems(schema, [
    { place: 'a.graphql', text: '{ ship(name: "x") { length } }' },
    { place: 'b.graphql', text: '{ boat { id } }' },
    { place: 'c.graphql', text: '{ ship' },
  ]);
  expect(problems).toHaveLength(4);
  expect(problems.slice(0, 2).every((one) => one.startsWith('a.graphql: ') && one.includes('deprecated'))).toBe(true);
  expect(problems[2]).toContain('b.graphql: Cannot query field "boat"');
  expect(problems[3]).toMatch(/^c\.graphql: Syntax Error/);
});

test('operations of the web may spread fragments of one another, others only their own', () => {
  const fragment = { place: 'web/src/a.graphql', text: 'fragment A on Ship { ...B } fragment B on Ship { id }' };
  const text = 'query Q { ship(id: 1) { ...A } }';
  expect(documentProblems(schema, [fragment, { place: 'web/src/b.graphql', text }])).toEqual([]);
  expect(documentProblems(schema, [fragment, { place: 'operations/b.graphql', text }])).toEqual([
    'operations/b.graphql: Unknown fragment "A".',
  ]);
});

test('examples are the blocks of a text that are marked as GraphQL, by line', () => {
  const text = 'Words.\n\n```graphql\n{ ship { id } }\n```\n\n```js\nlet a;\n```\n\n```graphql\ntype A { b: Int }\n```\n';
  expect(examples('docs/a.md', text)).toEqual([
    { place: 'docs/a.md:3', text: '{ ship { id } }\n' },
    { place: 'docs/a.md:11', text: 'type A { b: Int }\n' },
  ]);
  expect(documentProblems(schema, examples('docs/a.md', text))).toEqual([]);
});
