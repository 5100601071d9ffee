import { Client, fetchExchange, type Exchange } from '@urql/core';
import { entityCache } from './entity-cache.ts';
import type { UnansweredQueries } from './unanswered-queries.ts';
import { persistedExchange } from './persisted-exchange.ts';
import { learnServerClock } from '../ui/server-clock.ts';

const url = '/graphql';

function clientWith(unanswered: UnansweredQueries, ...caches: readonly Exchange[]): Client {
  return new Client({
    url,
    exchanges: [...caches, unanswered.exchange, persistedExchange, fetchExchange],
    preferGetMethod: false,
    fetch: fetchAndLearn,
    requestPolicy: caches.length > 0 ? 'cache-and-network' : 'network-only',
    fetchOptions: { headers: { accept: 'application/graphql-response+json' } },
  });
}

/** Entities, lists and the inspector: normalised by id, so that one answer updates every place that shows it. */
export function createEntityClient(unanswered: UnansweredQueries): Client {
  return clientWith(unanswered, entityCache());
}

/** The graph and whatever else is kept in a store of its own: nothing is cached. */
export function createGraphClient(unanswered: UnansweredQueries): Client {
  return clientWith(unanswered);
}

async function fetchAndLearn(...request: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...request);
  learnServerClock(response);
  return response;
}
