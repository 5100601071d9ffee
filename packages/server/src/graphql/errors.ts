import { DomainError } from '@hotpass/kernel';
import { GraphQLError } from 'graphql';
import type { Logger } from '../logging/logger.ts';

/**
 * An error as clients may see it: expected failures keep code and details, GraphQL's own (syntax, validation, coercion)
 * are the caller's mistake, and a bug is logged once here and hidden behind INTERNAL_SERVER_ERROR.
 */
export function presentableError(error: GraphQLError, requestId: string, logger: Logger): GraphQLError {
  const cause = error.originalError;
  if (cause instanceof DomainError) return withExtensions(error, error.message, { ...cause.extensions, requestId });
  if (!cause || cause instanceof GraphQLError)
    return withExtensions(error, error.message, { code: 'BAD_USER_INPUT', ...error.extensions, requestId });
  logger.error({ err: cause, requestId, path: error.path }, 'resolver failed unexpectedly');
  return withExtensions(error, 'Something went wrong inside the hub. Its log has the details under this request id.', {
    code: 'INTERNAL_SERVER_ERROR',
    requestId,
  });
}

function withExtensions(error: GraphQLError, message: string, extensions: Record<string, unknown>): GraphQLError {
  return new GraphQLError(message, { nodes: error.nodes, path: error.path, extensions });
}

/** Anything thrown outside a resolver, as one GraphQL error. */
export function asGraphQLError(error: unknown, requestId: string, logger: Logger): GraphQLError {
  const wrapped =
    error instanceof GraphQLError
      ? error
      : new GraphQLError(error instanceof Error ? error.message : 'Unknown failure.', {
          originalError: error instanceof Error ? error : new Error(String(error)),
        });
  return presentableError(wrapped, requestId, logger);
}
