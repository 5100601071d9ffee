import { buildSubgraphSchema } from '@apollo/subgraph';
import { DocumentCache, type Subgraph, type SubgraphRequest } from '@hotpass/server';
import { execute, parse, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { fleetLoaders } from './fleet-loaders.ts';

/** How a subgraph runs an operation of the planner. */
type Run = (request: SubgraphRequest) => Promise<ExecutionResult> | ExecutionResult;

export interface MemorySubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers: object;
}

/** A subgraph whose data are objects in memory: what is measured is what stands before it. */
export function memorySubgraph({ name, sdl, resolvers }: MemorySubgraph, runner: (schema: GraphQLSchema) => Run = parsedOnce): Subgraph {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers } as never]);
  const run = runner(schema);
  return { name, schema, sdl, execute: async (request) => run(request), watch: async () => 'all' };
}

/** As the subgraphs of the hub do it: each operation is parsed once and not validated again. */
function parsedOnce(schema: GraphQLSchema): Run {
  const documents = new DocumentCache(schema);
  return ({ query, operationName, variables, event }) =>
    execute({
      schema,
      document: documents.parsed(query),
      rootValue: event,
      contextValue: fleetLoaders(),
      operationName,
      variableValues: variables,
    });
}

/** The same with operations compiled to functions. */
export function compiledOnce(schema: GraphQLSchema): Run {
  const compiled = new Map<string, CompiledQuery>();
  return ({ query, operationName, variables, event }) => {
    let operation = compiled.get(query);
    if (!operation) {
      const made = compileQuery(schema, parse(query, { noLocation: true }), operationName);
      if (!isCompiledQuery(made)) return made;
      operation = made;
      compiled.set(query, operation);
    }
    return operation.query(event, fleetLoaders(), variables ?? {});
  };
}
