import type { Principal } from '@hotpass/kernel';
import type { Log } from '@hotpass/log';
import { catalogLoaders } from './catalog.loaders.ts';
import type { CatalogLoaders } from './catalog.loaders.ts';
import { CatalogRepository } from './catalog.repository.ts';
import { DatasetListResolver, JobListResolver } from './catalog.resolver.ts';
import { CatalogService } from './catalog.service.ts';

export interface Catalog {
  readonly resolvers: readonly object[];
  readonly loaders: (principal: Principal) => CatalogLoaders;
}

/** Wires the lists of all datasets and jobs. */
export function createCatalog({ database }: Pick<Log, 'database'>): Catalog {
  const service = new CatalogService(database, new CatalogRepository());
  return {
    resolvers: [new DatasetListResolver(service), new JobListResolver(service)],
    loaders: (principal) => catalogLoaders(service, principal),
  };
}
