import { expect, test } from '@jest/globals';
import { buildSchema, getOperationAST, Kind, parse, validate } from 'graphql';
import { CostModel, unsizedLists, type ListSize } from './cost.ts';

const sdl = `
  type Query { run: Run  runs(first: Int, last: Int): RunConnection!  tags(first: Int = 10): [Tag!]  pick: Item  sized: [Tag!]!  graph(input: GraphInput!): Graph! }
  input GraphInput { root: ID!  size: Int! = 30 }
  type Graph { root: Tag! vertices: [Tag!]! }
  type RunConnection { nodes: [Run!]! edges: [RunEdge!]! pageInfo: PageInfo! total: Int }
  type RunEdge { node: Run }
  type PageInfo { more: Boolean }
  type Run { id: ID! words: [String!]! job: Job  children(first: Int): RunConnection!  any: [Tag!] }
  type Job { name: String runs(first: Int): RunConnection! }
  type Tag { name: String run: Run }
  union Item = Run | Tag
`;
const schema = buildSchema(sdl);
const costs = new CostModel(
  schema,
  new Map<string, ListSize>([
    ['Query.sized', 7],
    ['Query.graph', { path: ['input', 'size'], most: 500 }],
  ]),
);

function costOf(query: string, variables: Record<string, unknown> = {}): number {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const fragments = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  return costs.costOf(getOperationAST(document)!, new Map(fragments.map((one) => [one.name.value, one])), variables);
}

test.each([
  ['scalars cost nothing', '{ run { id words } }', 1],
  ['an object costs one', '{ run { job { name } } }', 2],
  ['a list without a size is a page', '{ run { any { name } } }', 1 + 25],
  ['a list that declares its size', '{ sized { run { id } } }', 7 * 2],
  ['`first` as a literal', '{ tags(first: 3) { name } }', 3],
  ['`first` by the default of the schema', '{ tags { name } }', 10],
  ['`first` above the maximum counts as the maximum', '{ tags(first: 100000) { name } }', 100],
  ['`first` below zero counts as nothing', '{ tags(first: -5) { name } }', 0],
  ['a connection hands its size to its lists', '{ runs(first: 4) { nodes { id } pageInfo { more } } }', 1 + 4 + 1],
  ['`last` counts as `first` does', '{ runs(last: 4) { nodes { id } } }', 1 + 4],
  ['a connection without a size is a page', '{ runs { nodes { id } } }', 1 + 25],
  ['sizes multiply down the path', '{ runs(first: 10) { nodes { job { runs(first: 10) { nodes { id } } } } } }', 1 + 10 * (1 + 1 + 1 + 10)],
  ['a fragment counts where it is used', '{ runs(first: 2) { ...R } } fragment R on RunConnection { nodes { id } }', 1 + 2],
  ['members of a union add up', '{ pick { ... on Run { job { name } } ... on Tag { run { id } } } }', 1 + 1 + 1],
  ['a size in an input', '{ graph(input: { root: 1, size: 200 }) { root { name } vertices { name } } }', 1 + 1 + 200],
  ['a size in an input up to the most there is', '{ graph(input: { root: 1, size: 9000 }) { vertices { name } } }', 1 + 500],
  ['a size in an input by its default', '{ graph(input: { root: 1 }) { vertices { name } } }', 1 + 30],
  ['introspection costs nothing', '{ __schema { types { fields { name } } } }', 0],
])('%s', (_name, query, cost) => {
  expect(costOf(query)).toBe(cost);
});

test('`first` comes from a variable, its default, or the page', () => {
  const query = 'query ($n: Int = 6) { runs(first: $n) { nodes { id } } }';
  expect(costOf(query, { n: 2 })).toBe(3);
  expect(costOf(query)).toBe(7);
  expect(costOf(query, { n: null })).toBe(26);
});

test('a size in an input comes from the variable of the input, or of the size', () => {
  expect(costOf('query ($i: GraphInput!) { graph(input: $i) { vertices { name } } }', { i: { root: 1, size: 12 } })).toBe(13);
  expect(costOf('query ($i: GraphInput!) { graph(input: $i) { vertices { name } } }', { i: { root: 1 } })).toBe(31);
  expect(costOf('query ($n: Int!) { graph(input: { root: 1, size: $n }) { vertices { name } } }', { n: 12 })).toBe(13);
});

test('names lists whose length nothing says', () => {
  expect(unsizedLists(schema, new Map([['Query.sized', 7]]))).toEqual(['Graph.vertices', 'Run.any']);
  expect(
    unsizedLists(
      schema,
      new Map<string, ListSize>([
        ['Query.sized', 7],
        ['Run.any', 3],
        ['Query.graph', { path: ['input', 'size'], most: 500 }],
      ]),
    ),
  ).toEqual([]);
});
