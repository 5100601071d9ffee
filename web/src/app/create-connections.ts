import type { Client } from '@urql/core';
import { createEntityClient, createGraphClient } from '../client/clients.ts';
import { LiveConnection } from '../client/live.ts';
import { UnansweredQueries } from '../client/unanswered-queries.ts';

/** Everything that speaks to the hub. */
export interface Connections {
  readonly entities: Client;
  readonly graph: Client;
  readonly live: LiveConnection;
}

/** Opens the socket; queries that failed while the hub was away are asked again when it is back. */
export function createConnections(): Connections {
  const queries = [new UnansweredQueries(), new UnansweredQueries()] as const;
  const live = new LiveConnection(`${location.origin.replace(/^http/, 'ws')}/graphql`);
  live.onChange(() => {
    if (live.facts.state === 'live') for (const unanswered of queries) unanswered.askAgain();
  });
  return { entities: createEntityClient(queries[0]), graph: createGraphClient(queries[1]), live };
}
