import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { DomainError, errorCodes } from '@hotpass/kernel';
import type { Logger } from '@hotpass/server';

const closedCodes: ReadonlySet<string> = new Set(errorCodes);
const bugMessage = 'Something went wrong inside the hub. Its log has the details under this request id.';

/** Codes of the GraphQL layer itself that stay as they are, and those that have a name in our list. */
const layerCodes: Readonly<Record<string, string>> = {
  GRAPHQL_PARSE_FAILED: 'GRAPHQL_PARSE_FAILED',
  GRAPHQL_VALIDATION_FAILED: 'GRAPHQL_VALIDATION_FAILED',
  BAD_REQUEST: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
};

/** A code clients know, or null for a bug. */
function knownCode(code: unknown): string | null {
  if (typeof code !== 'string' || code === 'INTERNAL_SERVER_ERROR') return null;
  return layerCodes[code] ?? (closedCodes.has(code) ? code : null);
}

/** An error as clients get it: code of the closed list, request id, no stack, nothing that was not meant for them. */
export function presentableError(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  const { code: given, stacktrace: _stack, exception: _exception, http: _http, ...details } = error.extensions ?? {};
  const code = knownCode(given);
  const path = placeInAnswer(error.path);
  const place = { ...(error.locations ? { locations: error.locations } : {}), ...(path ? { path } : {}) };
  if (code !== null) return { message: withoutSuggestion(error.message), ...place, extensions: { requestId, ...details, code } };
  const { serviceName } = details;
  return {
    message: bugMessage,
    ...place,
    extensions: { requestId, ...(serviceName === undefined ? {} : { serviceName }), code: 'INTERNAL_SERVER_ERROR' },
  };
}

/** The same for where errors stay GraphQLErrors to the end: graphql-ws writes them with `toJSON`. */
export function presented(error: GraphQLError, requestId: string): GraphQLError {
  const { message, path, extensions } = presentableError(error.toJSON(), requestId);
  return new GraphQLError(message, { path, extensions });
}

/** The executor writes `@` for every item of a list; what comes before it is a place in the answer. */
function placeInAnswer(path: GraphQLFormattedError['path']): GraphQLFormattedError['path'] {
  const everyItem = path?.indexOf('@') ?? -1;
  const place = everyItem === -1 ? path : path?.slice(0, everyItem);
  return place && place.length > 0 ? place : undefined;
}

/** Names of the schema are not guessed for strangers. */
function withoutSuggestion(message: string): string {
  return message.replaceAll(/ ?Did you mean [^?]*\?/g, '');
}

/** Logs bugs of this process once; those of a subgraph carry the request id under which it has logged them. */
export function logBugs(errors: readonly GraphQLError[], requestId: string, logger: Pick<Logger, 'error'>): void {
  for (const error of errors) {
    if (knownCode(error.extensions['code']) !== null || error.extensions['requestId'] !== undefined) continue;
    logger.error({ err: error.originalError ?? error, requestId, path: error.path }, 'operation failed unexpectedly');
  }
}

/** Anything thrown, as a GraphQLError: what comes out of the plan executor and goes into graphql-ws must be one. */
export function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  if (error instanceof DomainError) return new GraphQLError(error.message, { extensions: error.extensions });
  const cause = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(cause.message, { originalError: cause });
}
