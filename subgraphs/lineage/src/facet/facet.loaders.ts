import type { Principal } from '@hotpass/kernel';
import type { Database } from '@hotpass/log';
import DataLoader from 'dataloader';
import { rowsOf } from '../node/in-order.ts';
import type { FacetTagRepository, FacetTagRow } from './facet-tag.repository.ts';
import type { FacetRepository, FacetRow, FacetsRequest } from './facet.repository.ts';

interface FacetKey {
  readonly entity: string;
  readonly name: string;
}

interface FieldKey {
  readonly entity: string;
  /** Path of a column; empty for the entity itself. */
  readonly field: string;
}

/** Batches of one request: one statement for each kind of question at each level. */
export interface FacetLoaders {
  readonly facet: DataLoader<FacetKey, FacetRow | null, string>;
  readonly facets: DataLoader<FacetsRequest, readonly FacetRow[], string>;
  readonly facetCount: DataLoader<string, number>;
  readonly facetTags: DataLoader<FieldKey, readonly FacetTagRow[], string>;
}

/** What a list of tags shows at most. */
const shownTags = 100;

export interface FacetRepositories {
  readonly facets: FacetRepository;
  readonly tags: FacetTagRepository;
}

export function facetLoaders(database: Database, { facets, tags }: FacetRepositories, principal: Principal): FacetLoaders {
  return {
    facet: new DataLoader(
      async (keys) => {
        const rows = await database.read(principal, (tx) => facets.byName(tx, keys));
        const byKey = new Map(rows.map((row) => [facetKey(row), row]));
        return keys.map((key) => byKey.get(facetKey(key)) ?? null);
      },
      { cacheKeyFn: facetKey },
    ),
    facets: new DataLoader(async (requests) => rowsOf(requests, await database.read(principal, (tx) => facets.ofEntities(tx, requests))), {
      cacheKeyFn: (request) => JSON.stringify(request),
    }),
    facetCount: new DataLoader(async (ids) => {
      const rows = await database.read(principal, (tx) => facets.counts(tx, ids));
      const counts = new Map(rows.map((row) => [row.entity, row.count]));
      return ids.map((id) => counts.get(id) ?? 0);
    }),
    facetTags: new DataLoader(
      async (keys) => {
        const rows = Map.groupBy(await database.read(principal, (tx) => tags.ofFields(tx, keys, shownTags)), fieldKey);
        return keys.map((key) => rows.get(fieldKey(key)) ?? []);
      },
      { cacheKeyFn: fieldKey },
    ),
  };
}

function facetKey({ entity, name }: FacetKey): string {
  return `${entity} ${name}`;
}

function fieldKey({ entity, field }: FieldKey): string {
  return `${entity} ${field}`;
}
