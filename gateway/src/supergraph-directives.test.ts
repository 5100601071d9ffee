import { expect, test } from '@jest/globals';
import { fieldFacts, subgraphAddresses } from './supergraph-directives.ts';

const sdl = `
  directive @join__graph(name: String!, url: String!) on ENUM_VALUE
  enum join__Graph { RUNS @join__graph(name: "runs", url: "http://127.0.0.1:4002") LINEAGE @join__graph(name: "lineage", url: "http://127.0.0.1:4001") }
  type Query { runs: [Int!] @listSize(assumedSize: 12, requireOneSlicingArgument: false) other: [Int!] @listSize(slicingArguments: ["first"]) graph: Int @sizedBy(argument: "input.size") event: Int @sizedBy(argument: "input.size", most: 500) }
  interface Node { parts: [Int!] @listSize(assumedSize: 3) }
  type Subscription { runUpdated: Int @topic(name: "openlineage") lineageUpdated: Int @topic(name: "lineage", coalesceMs: 100) }
  type Run { allowedActions: [String!] @perViewer }
`;

test('reads list sizes, topics and what depends on the viewer by coordinate', () => {
  expect(fieldFacts(sdl)).toEqual({
    listSizes: new Map<string, unknown>([
      ['Query.runs', 12],
      ['Query.graph', { path: ['input', 'size'], most: Infinity }],
      ['Query.event', { path: ['input', 'size'], most: 500 }],
      ['Node.parts', 3],
    ]),
    topics: new Map([
      ['Subscription.runUpdated', { name: 'openlineage', coalesceMs: null }],
      ['Subscription.lineageUpdated', { name: 'lineage', coalesceMs: 100 }],
    ]),
    perViewer: new Set(['Run.allowedActions']),
  });
});

test('reads where the subgraphs are', () => {
  expect(subgraphAddresses(sdl)).toEqual(
    new Map([
      ['runs', 'http://127.0.0.1:4002'],
      ['lineage', 'http://127.0.0.1:4001'],
    ]),
  );
});
