import { Supergraph } from '@apollo/federation-internals';
import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import { GraphQLError, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import type { Clock } from '@hotpass/kernel';
import type { EventFeed, Logger } from '@hotpass/server';
import { Admission, type OperationRequest } from './admission/admission.ts';
import { checkTimes } from './admission/checked-times.ts';
import { CostModel } from './admission/cost.ts';
import { PlanCache } from './apollo/plan-cache.ts';
import { runOperation } from './apollo/run-operation.ts';
import { createApolloServer } from './apollo/server.ts';
import type { CallContext } from './call-context.ts';
import { withDeadline } from './clients/deadline.ts';
import type { SubgraphClient } from './clients/subgraph-client.ts';
import { WriteBatches } from './delivery/write-batches.ts';
import { builtExplorer, registerExplorerAssets } from './http/explorer.ts';
import { EventStreams } from './http/event-streams.ts';
import { registerGraphqlRoutes } from './http/graphql-routes.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { noOperations, PersistedOperations, type OperationManifest } from './operations/persisted-operations.ts';
import { planPersisted } from './operations/plan-persisted.ts';
import { EventExecutor } from './subscriptions/event-executor.ts';
import { LateSubgraphs } from './subscriptions/late-subgraphs.ts';
import { SocketServer } from './subscriptions/socket-server.ts';
import { SubscriptionPlanner } from './subscriptions/subscription-plan.ts';
import { Subscriptions } from './subscriptions/subscriptions.ts';
import { fieldFacts } from './supergraph-directives.ts';
import { deprecatedUses, observeDelivery, observeUse, type OpenCounts } from './telemetry.ts';

export interface GatewayOptions {
  /** `schema/supergraph.graphql`, composed when the project was built. */
  readonly supergraphSdl: string;
  /** One for every subgraph of the supergraph. */
  readonly subgraphs: Readonly<Record<string, SubgraphClient>>;
  /** The log of every subgraph that owns subscriptions. */
  readonly feeds: Readonly<Record<string, EventFeed>>;
  readonly logger: Logger;
  readonly limits?: Partial<Limits>;
  /** `schema/operations.json`: what callers may ask for by its id. */
  readonly operations?: OperationManifest;
  /** Says when a replaced operation is no longer valid. */
  readonly clock?: Clock;
  /** Directory of the built explorer. */
  readonly explorer?: string;
}

/** One graph over several subgraphs: HTTP and WebSocket at `/graphql`. It knows no domain and opens no database. */
export interface Gateway extends AsyncDisposable {
  /** Adds the routes and, on the application's server, the WebSocket. Call before `listen` or `ready`. */
  register(app: FastifyInstance): void;
  readonly open: OpenCounts;
}

/** @throws Error when the supergraph is unsound, has a subgraph that was not given, or a persisted operation does not fit it. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const limits = { ...defaultLimits, ...options.limits };
  const { apollo, admission, planner, operations, plans } = readParts(options, limits);
  const { logger } = options;
  const late = new LateSubgraphs();
  const subscriptions = subscriptionsOver(planner, late, options, limits);
  planPersisted(operations, admission, planner);
  await apollo.start();
  const execute = (request: OperationRequest, context: CallContext): Promise<ExecutionResult> =>
    withDeadline(limits.deadlineMs, context.signal, (signal) => executeOnConnection(apollo, request, { ...context, signal }));
  const batches = new WriteBatches();
  const parts = { admission, subscriptions, execute, batches, limits, logger };
  const streams = new EventStreams(parts);
  const sockets = new SocketServer('/graphql', parts);
  observeUse(() => ({ documents: admission.documents, plans: plans.use, subscriptionPlans: planner.plans }));
  observeDelivery(() => ({ deliveries: batches.written, waitingBytes: sockets.waitingBytes + streams.waitingBytes }));
  const closeConnections = (): void => {
    sockets.closeAll();
    streams.closeAll();
  };
  return {
    register(app) {
      const explorer = options.explorer ?? builtExplorer;
      registerGraphqlRoutes(app, { apollo, admission, streams, explorer, limits, logger });
      registerExplorerAssets(app, explorer);
      const detach = sockets.attach(app.server);
      app.addHook('preClose', async () => {
        detach();
        closeConnections();
      });
    },
    get open() {
      return { ...subscriptions.counts, sockets: sockets.socketCount, eventStreams: streams.openCount };
    },
    async [Symbol.asyncDispose]() {
      closeConnections();
      subscriptions.closeAll();
      late[Symbol.dispose]();
      batches[Symbol.dispose]();
      await apollo.stop();
    },
  };
}

interface ReadParts {
  readonly apollo: ApolloServer<CallContext>;
  readonly admission: Admission;
  readonly planner: SubscriptionPlanner;
  readonly operations: PersistedOperations;
  readonly plans: PlanCache;
}

/** What admits, plans and answers single operations. */
function readParts({ supergraphSdl, subgraphs, logger, ...options }: GatewayOptions, limits: Limits): ReadParts {
  const supergraph = Supergraph.build(supergraphSdl);
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  checkTimes(schema);
  const facts = fieldFacts(supergraphSdl);
  const operations = new PersistedOperations(options.operations ?? noOperations, options.clock);
  const admission = new Admission(schema, new CostModel(schema, facts.listSizes), limits, {
    persisted: operations,
    onDeprecatedUse: deprecatedUses(),
  });
  const admittedDocument = (hash: string) => admission.admittedDocument(hash);
  const plans = new PlanCache();
  const apollo = createApolloServer({ supergraphSdl, schema, subgraphs, logger, plans, admittedDocument });
  return { apollo, admission, planner: new SubscriptionPlanner(supergraph, schema, facts), operations, plans };
}

function subscriptionsOver(
  planner: SubscriptionPlanner,
  late: LateSubgraphs,
  { subgraphs, feeds, logger }: GatewayOptions,
  limits: Limits,
): Subscriptions {
  const { supergraph, schema } = planner;
  const executor = new EventExecutor({ supergraph, schema, clients: subgraphs, partMs: limits.eventPartMs, late, logger });
  return new Subscriptions({ planner, executor, subgraphs, feeds, maximum: limits.subscriptions, limits, logger });
}

async function executeOnConnection(
  apollo: ApolloServer<CallContext>,
  request: OperationRequest,
  context: CallContext,
): Promise<ExecutionResult> {
  const { data, errors, extensions } = (await runOperation(apollo, request, context)).result;
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
