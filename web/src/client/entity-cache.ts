import { cacheExchange } from '@urql/exchange-graphcache';
import type { Exchange } from '@urql/core';
import { optimisticViews, savedViewUpdates } from './saved-view-cache.ts';
import schema from '../generated/graphcache-schema.json' with { type: 'json' };

/** Objects without an identity of their own, which belong to the object they were selected in. */
const embedded: readonly string[] = (
  schema as { __schema: { types: readonly { kind: string; name: string; fields?: readonly { name: string }[] }[] } }
).__schema.types
  .filter(({ kind, fields }) => kind === 'OBJECT' && fields !== undefined && !fields.some(({ name }) => name === 'id'))
  .map(({ name }) => name);

/** A hop belongs to a root, so these are no entities although they have an id. */
const perRoot = ['DatasetNode', 'JobNode', 'LineageEdge', 'ColumnEdge', 'LineagePathNode', 'AffectedNode', 'SearchResult'];

/** urql's normalised cache over the schema of the hub. */
export function entityCache(): Exchange {
  const keys = Object.fromEntries([...embedded, ...perRoot].map((name) => [name, () => null]));
  return cacheExchange({ schema, keys, updates: { Mutation: savedViewUpdates }, optimistic: optimisticViews });
}
