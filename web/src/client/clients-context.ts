import { createContext, useContext } from 'react';
import type { Client } from '@urql/core';

/** The client of the graph, beside urql's own context, which holds that of entities. */
export const GraphClientContext = createContext<Client | null>(null);

/** @throws Error outside the app. */
export function useGraphClient(): Client {
  const client = useContext(GraphClientContext);
  if (!client) throw new Error('There is no graph client above this component.');
  return client;
}
