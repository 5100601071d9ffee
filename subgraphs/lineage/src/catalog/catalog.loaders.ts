import type { Principal } from '@hotpass/kernel';
import DataLoader from 'dataloader';
import type { NodeFilter } from './catalog-filter.ts';
import type { CatalogService } from './catalog.service.ts';

/** Batches of one request. */
export interface CatalogLoaders {
  /** How many datasets or jobs meet a filter; null when they are more than are counted. */
  readonly nodeCount: DataLoader<NodeFilter, number | null, string>;
}

export function catalogLoaders(catalog: CatalogService, principal: Principal): CatalogLoaders {
  return {
    nodeCount: new DataLoader((filters) => catalog.counts(principal, filters), { cacheKeyFn: (filter) => JSON.stringify(filter) }),
  };
}
