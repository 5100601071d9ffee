import { CombinedError, Client, makeErrorResult, type Exchange, type Operation, type OperationResult } from '@urql/core';
import { buildSchema, execute, type DocumentNode, type GraphQLSchema } from 'graphql';
import { filter, fromPromise, mergeMap, pipe, takeUntil } from 'wonka';
import apiSchema from 'virtual:api-schema';
import { entityCache } from '../../client/entity-cache.ts';
import type { LiveConnection } from '../../client/live.ts';
import type { Connections } from '../../app/create-connections.ts';
import { sampleResolver } from './sample-values.ts';

/** How the sample hub answers everything it is asked. */
export const sampleStates = ['told', 'loading', 'empty', 'partial', 'error', 'offline'] as const;
export type SampleState = (typeof sampleStates)[number];

const requestId = '8f2c4d1e-0000-4000-8000-000000000000';

/** A hub within the page: it answers any operation on the committed schema with values made up, in one of the states. */
export function sampleConnections(state: SampleState): Connections {
  document.documentElement.dataset['answering'] = '0';
  const client = (...caches: readonly Exchange[]): Client =>
    new Client({
      url: '/graphql',
      exchanges: [...caches, answering(state)],
      preferGetMethod: false,
      requestPolicy: caches.length > 0 ? 'cache-and-network' : 'network-only',
    });
  return { entities: client(entityCache()), graph: client(), live: silentConnection(state) };
}

function answering(state: SampleState): Exchange {
  return () => (operations) =>
    pipe(
      operations,
      filter(({ kind }) => kind !== 'teardown' && state !== 'loading'),
      mergeMap((operation) =>
        pipe(
          fromPromise(counted(answer(state, operation))),
          takeUntil(
            pipe(
              operations,
              filter(({ kind, key }) => kind === 'teardown' && key === operation.key),
            ),
          ),
        ),
      ),
    );
}

async function counted<T>(answering: Promise<T>): Promise<T> {
  count(1);
  const answered = await answering;
  setTimeout(() => count(-1));
  return answered;
}

/** How many questions have no answer yet, for who waits for a screen to be whole. */
function count(step: 1 | -1): void {
  const { dataset } = document.documentElement;
  dataset['answering'] = String(Number(dataset['answering'] ?? 0) + step);
}

let known: GraphQLSchema | undefined;

/** Made when it is first needed: it takes as long as a screen. */
function schemaOfApi(): GraphQLSchema {
  known ??= buildSchema(apiSchema, { assumeValid: true, noLocation: true });
  return known;
}

async function answer(state: SampleState, operation: Operation): Promise<OperationResult> {
  if (state === 'offline') return makeErrorResult(operation, new TypeError('Failed to fetch'));
  const extensions = { code: 'INTERNAL', requestId };
  if (state === 'error') {
    const error = new CombinedError({ graphQLErrors: [{ message: 'Something failed in the hub.', extensions }] });
    return { operation, data: undefined, error, stale: false, hasNext: false };
  }
  const schema = schemaOfApi();
  const { data, errors = [] } = await execute({
    schema,
    document: operation.query as DocumentNode,
    variableValues: operation.variables as Record<string, unknown>,
    fieldResolver: sampleResolver(state),
    typeResolver: (_value, _context, _info, type) => schema.getPossibleTypes(type)[0]?.name,
  });
  const graphQLErrors = errors.map(({ message, path }) => ({ message, ...(path ? { path } : {}), extensions }));
  const error = graphQLErrors.length > 0 ? new CombinedError({ graphQLErrors }) : undefined;
  return { operation, data: data as unknown, error, stale: false, hasNext: false };
}

/** No socket: nothing is told but how the page stands to the hub. */
function silentConnection(state: SampleState): LiveConnection {
  const silent = {
    // What the top bar shows.
    facts: { state: state === 'offline' ? 'offline' : 'live', newestEventAt: null },
    onChange: () => () => undefined,
    subscribe: () => () => undefined,
    pause: () => undefined,
    resume: () => undefined,
    retryNow: () => undefined,
  };
  return silent as unknown as LiveConnection;
}
