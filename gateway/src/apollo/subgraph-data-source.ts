import type { ExecutionResult } from 'graphql';
import type { CallContext } from '../call-context.ts';
import type { SubgraphClient } from '../clients/subgraph-client.ts';
import { askOnce } from './distinct-entities.ts';
import type { GraphQLDataSource } from './library.ts';

export type DataSourceCall = Parameters<GraphQLDataSource['process']>[0];
export type DataSourceAnswer = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** A subgraph as Apollo's executor sees it. */
export class SubgraphDataSource implements GraphQLDataSource<CallContext & Record<string, unknown>> {
  readonly #client: SubgraphClient;

  constructor(client: SubgraphClient) {
    this.#client = client;
  }

  async process({ request, context }: DataSourceCall): Promise<DataSourceAnswer> {
    const { principal, requestId, minPosition, signal } = context as CallContext;
    const caller = { principal, requestId, ...(minPosition === undefined ? {} : { minPosition }) };
    return askOnce(operationOf(request), async (operation) => asAnswer(await this.#client.execute({ ...operation, ...caller }, signal)));
  }
}

/** The operation of one fetch of the plan. */
export function operationOf(request: DataSourceCall['request']): {
  query: string;
  operationName?: string;
  variables?: Record<string, unknown>;
} {
  const { query, operationName, variables } = request;
  return { query: query ?? '', ...(operationName ? { operationName } : {}), ...(variables ? { variables } : {}) };
}

/** Errors as plain objects, as they come over HTTP: the executor then treats both kinds of source alike. */
export function asAnswer({ data, errors, extensions }: ExecutionResult): DataSourceAnswer {
  return {
    ...(data === undefined ? {} : { data }),
    // Where the whole fetch failed, the executor takes the empty path for the place of the fetch.
    ...(errors ? { errors: errors.map((error) => ({ path: [], ...('toJSON' in error ? error.toJSON() : error) })) } : {}),
    ...(extensions ? { extensions } : {}),
  };
}
