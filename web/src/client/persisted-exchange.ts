import { makeOperation, type CombinedError, type Exchange, type Operation } from '@urql/core';
import { filter, makeSubject, map, merge, pipe, share, tap } from 'wonka';
import operationIds from '../generated/operation-ids.json' with { type: 'json' };

const ids: Readonly<Record<string, string>> = operationIds;

/**
 * Sends the id of an operation instead of its text. A hub that does not keep the id, since it is newer than this page, gets
 * the text once.
 */
export const persistedExchange: Exchange = ({ forward }) => {
  return (operations) => {
    const again = makeSubject<Operation>();
    const named = pipe(operations, map(withId));
    const results = pipe(merge([named, again.source]), forward, share);
    return pipe(
      results,
      tap(({ operation, error }) => {
        if (isUnknownId(error)) again.next(withText(operation));
      }),
      filter(({ error }) => !isUnknownId(error)),
    );
  };
};

/** The id under which the hub keeps an operation of this name. */
export function operationIdOf(name: string): string | undefined {
  return ids[name];
}

function withId(operation: Operation): Operation {
  const name = nameOf(operation);
  const sha256Hash = name === undefined ? undefined : operationIdOf(name);
  if (sha256Hash === undefined || operation.kind === 'teardown') return operation;
  return makeOperation(
    operation.kind,
    { ...operation, extensions: { ...operation.extensions, persistedQuery: { version: 1, sha256Hash } } },
    operation.context,
  );
}

function withText(operation: Operation): Operation {
  return makeOperation(operation.kind, { ...operation, extensions: {} }, operation.context);
}

function nameOf({ query }: Operation): string | undefined {
  const [first] = query.definitions;
  return first?.kind === 'OperationDefinition' ? first.name?.value : undefined;
}

function isUnknownId(error: CombinedError | undefined): boolean {
  return error?.graphQLErrors.some(({ extensions }) => extensions['code'] === 'PERSISTED_QUERY_NOT_FOUND') ?? false;
}
