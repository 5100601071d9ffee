import { Supergraph } from '@apollo/federation-internals';
import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import { GraphQLError, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import type { EventFeed, Logger } from '@hotpass/server';
import { Admission, type OperationRequest } from './admission/admission.ts';
import { CostModel } from './admission/cost.ts';
import { PlanUse } from './apollo/plan-use.ts';
import { createApolloServer } from './apollo/server.ts';
import type { CallContext } from './call-context.ts';
import type { SubgraphClient } from './clients/subgraph-client.ts';
import { WriteBatches } from './delivery/write-batches.ts';
import { builtExplorer, registerExplorer } from './http/explorer.ts';
import { registerGraphqlRoutes } from './http/graphql-routes.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { EventExecutor } from './subscriptions/event-executor.ts';
import { LateSubgraphs } from './subscriptions/late-subgraphs.ts';
import { SocketServer } from './subscriptions/socket-server.ts';
import { SubscriptionPlanner } from './subscriptions/subscription-plan.ts';
import { Subscriptions } from './subscriptions/subscriptions.ts';
import { fieldFacts } from './supergraph-directives.ts';
import { observeDelivery, observeUse } from './telemetry.ts';

export interface GatewayOptions {
  /** `schema/supergraph.graphql`, composed when the project was built. */
  readonly supergraphSdl: string;
  /** One for every subgraph of the supergraph. */
  readonly subgraphs: Readonly<Record<string, SubgraphClient>>;
  /** The log of every subgraph that owns subscriptions. */
  readonly feeds: Readonly<Record<string, EventFeed>>;
  readonly logger: Logger;
  readonly limits?: Partial<Limits>;
  /** Directory of the built explorer. */
  readonly explorer?: string;
}

/** What is open in this process. */
export interface OpenCounts {
  readonly subscriptions: number;
  /** Streams that are answered once for all who share them. */
  readonly sharedStreams: number;
  readonly sockets: number;
  /** How often a subscriber did not take its results and went on alone, since the start. */
  readonly overflows: number;
}

/** One graph over several subgraphs: HTTP and WebSocket at `/graphql`. It knows no domain and opens no database. */
export interface Gateway extends AsyncDisposable {
  /** Adds the routes and, on the application's server, the WebSocket. Call before `listen` or `ready`. */
  register(app: FastifyInstance): void;
  readonly open: OpenCounts;
}

/** @throws Error when the supergraph is unsound or has a subgraph that was not given. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { supergraphSdl, subgraphs, feeds, logger } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const supergraph = Supergraph.build(supergraphSdl);
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  const facts = fieldFacts(supergraphSdl);
  const admission = new Admission(schema, new CostModel(schema, facts.listSizes), limits);
  const planner = new SubscriptionPlanner(supergraph, schema, facts);
  const late = new LateSubgraphs();
  const executor = new EventExecutor({ supergraph, schema, clients: subgraphs, partMs: limits.eventPartMs, late, logger });
  const subscriptions = new Subscriptions({ planner, executor, subgraphs, feeds, maximum: limits.subscriptions, limits, logger });
  const planUse = new PlanUse();
  const admittedDocument = (hash: string) => admission.admittedDocument(hash);
  const apollo = createApolloServer({ supergraphSdl, schema, subgraphs, logger, planUse, admittedDocument });
  await apollo.start();
  const execute = (request: OperationRequest, context: CallContext) => executeOnSocket(apollo, request, context);
  const batches = new WriteBatches();
  const sockets = new SocketServer({ path: '/graphql', admission, subscriptions, execute, batches, limits, logger });
  observeUse(() => ({ documents: admission.documents, plans: planUse.use, subscriptionPlans: planner.plans }));
  observeDelivery(() => ({ deliveries: batches.written, waitingBytes: sockets.waitingBytes }));
  return {
    register(app) {
      registerGraphqlRoutes(app, { apollo, admission, limits, logger });
      registerExplorer(app, options.explorer ?? builtExplorer);
      const detach = sockets.attach(app.server);
      app.addHook('preClose', async () => {
        detach();
        sockets.closeAll();
      });
    },
    get open() {
      const { openCount, sharedCount, overflowCount } = subscriptions;
      return { subscriptions: openCount, sharedStreams: sharedCount, sockets: sockets.socketCount, overflows: overflowCount };
    },
    async [Symbol.asyncDispose]() {
      sockets.closeAll();
      subscriptions.closeAll();
      late[Symbol.dispose]();
      batches[Symbol.dispose]();
      await apollo.stop();
    },
  };
}

async function executeOnSocket(
  apollo: ApolloServer<CallContext>,
  { query, operationName, variables }: OperationRequest,
  contextValue: CallContext,
): Promise<ExecutionResult> {
  const request = { query, ...(operationName ? { operationName } : {}), ...(variables ? { variables: { ...variables } } : {}) };
  const { body } = await apollo.executeOperation(request, { contextValue });
  if (body.kind !== 'single') throw new Error('A socket takes one result.');
  const { data, errors, extensions } = body.singleResult;
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors ? { errors: errors.map(asGraphQLError) } : {}),
    ...(extensions ? { extensions } : {}),
  };
}

/** graphql-ws writes errors with `toJSON`. */
function asGraphQLError({ message, path, extensions }: GraphQLFormattedError): GraphQLError {
  return new GraphQLError(message, { path, extensions });
}
