import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Logger } from '@hotpass/server';
import type { CallContext } from '../call-context.ts';
import type { SubgraphClient } from '../clients/subgraph-client.ts';
import { ApolloGateway } from './library.ts';
import { answerIntrospection } from './introspection.ts';
import type { PlanCache } from './plan-cache.ts';
import { presentErrors } from './present-errors.ts';
import { SubgraphDataSource } from './subgraph-data-source.ts';

export interface ApolloParts {
  readonly supergraphSdl: string;
  /** What clients see of it. */
  readonly schema: GraphQLSchema;
  readonly subgraphs: Readonly<Record<string, SubgraphClient>>;
  readonly logger: Logger;
  readonly plans: PlanCache;
  /** Documents that admission has parsed and validated, by SHA-256 of their text. */
  readonly admittedDocument: (hash: string) => DocumentNode | undefined;
}

/** Apollo Server over Apollo Gateway, with everything off that reports, advertises or stops the process by itself. */
export function createApolloServer({
  supergraphSdl,
  schema,
  subgraphs,
  logger,
  plans,
  admittedDocument,
}: ApolloParts): ApolloServer<CallContext> {
  const gateway = new ApolloGateway({
    supergraphSdl,
    logger: quiet(logger),
    __exposeQueryPlanExperimental: false,
    queryPlannerConfig: { cache: plans },
    buildService: ({ name }) => {
      const client = subgraphs[name];
      if (!client) throw new Error(`The supergraph has a subgraph ${name} that this gateway was not given.`);
      return new SubgraphDataSource(client);
    },
  });
  return new ApolloServer<CallContext>({
    gateway,
    logger: quiet(logger),
    introspection: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    // Read only: a document that is not there is parsed and validated again.
    documentStore: { get: async (key) => admittedDocument(key.slice(-64)), set: async () => undefined, delete: async () => undefined },
    plugins: [presentErrors(logger), answerIntrospection(schema), ...withoutExtras()],
  });
}

function withoutExtras(): ApolloServerPlugin[] {
  return [
    ApolloServerPluginCacheControlDisabled(),
    ApolloServerPluginInlineTraceDisabled(),
    ApolloServerPluginLandingPageDisabled(),
    ApolloServerPluginSchemaReportingDisabled(),
    ApolloServerPluginUsageReportingDisabled(),
  ];
}

function silent(): void {
  // What Apollo says here is of no use to whoever reads our log.
}

/** Behind the colon stands what an error said, which may repeat what a caller sent. */
function opening(message: unknown): string {
  return String(message).split(':', 1)[0] ?? '';
}

/** Apollo announces every step of its start; only what is wrong belongs into our log. */
export function quiet(logger: Logger) {
  return {
    debug: silent,
    info: silent,
    warn: (message?: unknown) => logger.warn({ apollo: opening(message) }, 'warning of the GraphQL server'),
    error: (message?: unknown) => logger.error({ apollo: opening(message) }, 'error of the GraphQL server'),
  };
}
