import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from '@hotpass/server';
import type { Deprecation } from '../admission/deprecations.ts';
import type { CallContext } from '../call-context.ts';
import { logBugs, presentableError } from '../errors.ts';

/** Logs bugs and gives every error of an answer its final form. */
export function presentErrors(logger: Pick<Logger, 'error'>): ApolloServerPlugin<CallContext> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue }) {
          logBugs(errors, contextValue.requestId, logger);
        },
        async willSendResponse({ response, contextValue }) {
          if (response.body.kind !== 'single') return;
          const { singleResult } = response.body;
          const { incomplete, extensions } = incompleteValues(singleResult.extensions);
          logBugs(incomplete, contextValue.requestId, logger);
          const errors: GraphQLFormattedError[] = [...(singleResult.errors ?? []), ...incomplete.map((error) => error.toJSON())];
          if (errors.length > 0) singleResult.errors = errors.map((error) => presentableError(error, contextValue.requestId));
          const warnings = warningsOf(contextValue);
          if (extensions || warnings) singleResult.extensions = { ...extensions, ...warnings };
          else delete singleResult.extensions;
        },
      };
    },
  };
}

/** `extensions.warnings` of an operation that uses what will not stay. */
export function warningsOf({ deprecations = [] }: CallContext): { readonly warnings: readonly Deprecation[] } | undefined {
  return deprecations.length > 0 ? { warnings: deprecations } : undefined;
}

/**
 * The executor reports a value a subgraph should not have answered (null where the schema has none, a wrong enum value)
 * beside the data only. A null that says nothing of its reason is a lie, so it becomes an error.
 */
export function incompleteValues(given: Readonly<Record<string, unknown>> | undefined): {
  incomplete: GraphQLError[];
  extensions: Record<string, unknown> | undefined;
} {
  const { valueCompletion, ...extensions } = given ?? {};
  const incomplete = Array.isArray(valueCompletion) ? valueCompletion.filter((one) => one instanceof GraphQLError) : [];
  return { incomplete, extensions: Object.keys(extensions).length > 0 ? extensions : undefined };
}
