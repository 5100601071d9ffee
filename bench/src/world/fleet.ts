import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import type { FleetLoaders } from './fleet-loaders.ts';
import type { MemorySubgraph } from './memory-subgraph.ts';

const head = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
    @link(url: "https://hotpass.dev/schema/v1.0", import: ["@topic"])
    @composeDirective(name: "@topic")
  directive @topic(name: String!, coalesceMs: Int) on FIELD_DEFINITION
`;

const runFields = `id: ID! state: String! name: String! startedAt: String! endedAt: String durationMs: Float attempt: Int!`;

interface RunRow {
  readonly id: string;
  readonly number: number;
}

function aRun(number: number): object {
  const second = String(number % 60).padStart(2, '0');
  return {
    id: `run_${number}`,
    number,
    state: number % 7 === 0 ? 'FAILED' : 'COMPLETED',
    name: `pipeline_${number}.refine`,
    startedAt: `2026-01-01T08:00:${second}Z`,
    endedAt: `2026-01-01T09:00:${second}Z`,
    durationMs: 3_600_000,
    attempt: 1 + (number % 3),
  };
}

/** Three of a hundred, so most of a long list are named more than once, as real datasets are. */
function datasetsOf({ number }: RunRow): { readonly id: string }[] {
  return [0, 1, 2].map((step) => ({ id: `ds_${(number * 7 + step * 13) % 100}` }));
}

interface Identified {
  readonly id: string;
}

const datasetOf = ({ id }: Identified, loaders: FleetLoaders): Promise<object> => loaders.dataset.load(id);
const contractOf = ({ id }: Identified, _args: unknown, loaders: FleetLoaders): Promise<object> => loaders.contract.load(id);

const queries = {
  run: async (_root: unknown, { id }: Identified) => aRun(Number(id.slice(4))),
  runs: async (_root: unknown, { first }: { readonly first: number }) => Array.from({ length: first }, (_, index) => aRun(index)),
};

/** Runs, datasets and contracts in three subgraphs, so that a question about all three is three fetches. */
export const fleetSubgraphs: readonly MemorySubgraph[] = [
  {
    name: 'runs',
    sdl: `${head}
      type Query { run(id: ID!): Run  runs(first: Int!): [Run!]! }
      type Run @key(fields: "id") { ${runFields} datasets: [Dataset!]! }
      type Dataset @key(fields: "id", resolvable: false) { id: ID! }
      type Subscription { runUpdated(after: String): RunUpdated @topic(name: "openlineage") }
      type RunUpdated { cursor: String! run: Run }`,
    resolvers: {
      Query: queries,
      Run: { __resolveReference: async ({ id }: Identified) => aRun(Number(id.slice(4))), datasets: datasetsOf },
      Subscription: {
        runUpdated: { resolve: ({ cursor, position }: { cursor: string; position: number }) => ({ cursor, run: aRun(position) }) },
      },
    },
  },
  {
    name: 'lineage',
    sdl: `${head} type Query { dataset(id: ID!): Dataset } type Dataset @key(fields: "id") { id: ID! name: String! namespace: String! }`,
    resolvers: {
      Query: { dataset: (_root: unknown, named: Identified, loaders: FleetLoaders) => datasetOf(named, loaders) },
      Dataset: { __resolveReference: datasetOf },
    },
  },
  {
    name: 'contracts',
    sdl: `${head} type Query { contracts: Int } type Dataset @key(fields: "id") { id: ID! contract: Contract } type Contract { id: ID! version: String! status: String! }`,
    resolvers: { Dataset: { __resolveReference: async ({ id }: Identified) => ({ id }), contract: contractOf } },
  },
];

/** The same graph as one schema with the same resolvers. */
export const fleetMonolith = {
  typeDefs: `
    type Query { run(id: ID!): Run  runs(first: Int!): [Run!]! }
    type Run { ${runFields} datasets: [Dataset!]! }
    type Dataset { id: ID! name: String! namespace: String! contract: Contract }
    type Contract { id: ID! version: String! status: String! }`,
  resolvers: {
    Query: queries,
    Run: { datasets: (run: RunRow, _args: unknown, loaders: FleetLoaders) => datasetsOf(run).map((one) => datasetOf(one, loaders)) },
    Dataset: { contract: contractOf },
  },
};

/** @throws Error when the subgraphs do not compose. */
export function fleetSupergraph(): string {
  const services = fleetSubgraphs.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: `http://${name}.example` }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(String(errors));
  return supergraphSdl;
}
