import { Client, fetchExchange, type Exchange } from '@urql/core';
import { entityCache } from './entity-cache.ts';
import { persistedExchange } from './persisted-exchange.ts';

const url = '/graphql';

function clientWith(...exchanges: readonly Exchange[]): Client {
  return new Client({
    url,
    exchanges: [...exchanges, persistedExchange, fetchExchange],
    preferGetMethod: false,
    requestPolicy: exchanges.length > 0 ? 'cache-and-network' : 'network-only',
    fetchOptions: { headers: { accept: 'application/graphql-response+json' } },
  });
}

/** Entities, lists and the inspector: normalised by id, so that one answer updates every place that shows it. */
export function createEntityClient(): Client {
  return clientWith(entityCache());
}

/** The graph and whatever else is kept in a store of its own: nothing is cached. */
export function createGraphClient(): Client {
  return clientWith();
}
