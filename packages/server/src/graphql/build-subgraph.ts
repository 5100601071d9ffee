import { BadUserInputError, type Principal } from '@hotpass/kernel';
import { execute, GraphQLError, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { FastifyInstance } from 'fastify';
import type { Logger } from '../logging/logger.ts';
import { observeCaches } from '../telemetry/cache-metrics.ts';
import { inRequest } from '../logging/request-scope.ts';
import type { RequestContext } from './context.ts';
import { DocumentCache } from './document-cache.ts';
import { asGraphQLError, presentableError } from './errors.ts';
import { buildFederatedSchema, type FederatedSchemaParts } from './federated-schema.ts';
import { subscriptionField } from './subscription-field.ts';
import type { Subgraph, SubgraphRequest, WatchRequest, WatchSet } from './subgraph.ts';

/** Ids whose entries concern a subscriber with these arguments. */
export type WatchResolver = (args: Readonly<Record<string, unknown>>, principal: Principal) => Promise<WatchSet>;

export interface SubgraphParts<Loaders> extends FederatedSchemaParts<Loaders> {
  readonly name: string;
  readonly logger: Logger;
  /** Fresh DataLoaders for one request. */
  readonly loaders: (principal: Principal) => Loaders;
  /** One for every subscription field. */
  readonly subscriptions?: Readonly<Record<string, WatchResolver>>;
  /**
   * Resolves when the projectors all requests need have reached the place. @throws TimeoutError when that takes too long.
   * What only some fields need, their resolvers wait for, by the context's `minPosition`.
   */
  readonly reached: (place: string) => Promise<void>;
  readonly routes?: (app: FastifyInstance) => void;
}

/**
 * One subgraph from its parts. Operations come from the gateway, which has validated and limited them,
 * so they are parsed once and executed.
 */
export async function buildSubgraph<Loaders>(parts: SubgraphParts<Loaders>): Promise<Subgraph> {
  const { schema, sdl } = await buildFederatedSchema(parts);
  const documents = new DocumentCache(schema);
  observeCaches(() => [{ name: `${parts.name}_documents`, ...documents.use }]);
  requireWatchResolvers(schema, parts.subscriptions);

  async function run(request: SubgraphRequest, document: DocumentNode): Promise<ExecutionResult> {
    let renewed: WatchSet | undefined;
    const contextValue: RequestContext<Loaders> = {
      principal: request.principal,
      requestId: request.requestId,
      loaders: parts.loaders(request.principal),
      ...(request.minPosition === undefined ? {} : { minPosition: request.minPosition }),
      renewWatch: (watch) => (renewed = watch),
    };
    const result = await execute({
      schema,
      document,
      contextValue,
      rootValue: request.event,
      operationName: request.operationName,
      variableValues: request.variables,
    });
    const errors = result.errors?.map((error) => presentableError(error, request.requestId, parts.logger));
    return {
      ...(errors ? { errors } : {}),
      ...('data' in result ? { data: result.data } : {}),
      ...(renewed === undefined ? {} : { extensions: { watch: renewed } }),
    };
  }

  async function answer(request: SubgraphRequest): Promise<ExecutionResult> {
    try {
      if (request.minPosition !== undefined) await reachedBy(parts, request.minPosition);
      return await run(request, documents.parsed(request.query));
    } catch (error) {
      return { errors: [asGraphQLError(error, request.requestId, parts.logger)] };
    }
  }

  return {
    name: parts.name,
    schema,
    sdl,
    execute: (request) => inRequest({ requestId: request.requestId }, () => answer(request)),
    async watch(request: WatchRequest) {
      const field = subscriptionField(schema, parsedOrRefused(documents, request.query), request.variables ?? {});
      return parts.subscriptions![field.name]!(field.args, request.principal);
    },
    ...(parts.routes ? { routes: parts.routes } : {}),
  };
}

async function reachedBy({ reached }: Pick<SubgraphParts<unknown>, 'reached'>, place: string): Promise<void> {
  try {
    await reached(place);
  } catch (error) {
    if (!(error instanceof BadUserInputError)) throw error;
    throw new BadUserInputError('`Hotpass-Min-Position` is the id that ingest answered, or a cursor.', { header: 'Hotpass-Min-Position' });
  }
}

function requireWatchResolvers(schema: GraphQLSchema, resolvers: SubgraphParts<unknown>['subscriptions']): void {
  for (const field of Object.keys(schema.getSubscriptionType()?.getFields() ?? {})) {
    if (!resolvers?.[field]) throw new Error(`The subscription ${field} has no watch resolver.`);
  }
}

function parsedOrRefused(documents: DocumentCache, query: string): DocumentNode {
  try {
    return documents.parsed(query);
  } catch (error) {
    throw new BadUserInputError(error instanceof GraphQLError ? error.message : 'This is not GraphQL.');
  }
}
