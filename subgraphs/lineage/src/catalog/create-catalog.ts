import type { Principal } from '@hotpass/kernel';
import type { Projector } from '@hotpass/log';
import { changeWriter } from '../change/change-writer.ts';
import { ChangeRepository } from '../change/change.repository.ts';
import { ChangeResolver } from '../change/change.resolver.ts';
import { ChangeService } from '../change/change.service.ts';
import { coverageLoaders } from '../coverage/coverage.loaders.ts';
import type { CoverageLoaders } from '../coverage/coverage.loaders.ts';
import { CoverageRepository } from '../coverage/coverage.repository.ts';
import { CoverageResolver } from '../coverage/coverage.resolver.ts';
import { CoverageService } from '../coverage/coverage.service.ts';
import { ReportingRepository } from '../coverage/reporting.repository.ts';
import { reporting } from '../coverage/reporting.ts';
import { SqlIndex } from '../lineage-index/sql-index.ts';
import { CatalogProjector } from '../projectors/catalog.projector.ts';
import { SearchWordRepository } from '../search/search-word.repository.ts';
import { searchWords } from '../search/search-words.ts';
import { SearchRepository } from '../search/search.repository.ts';
import { SearchResolver } from '../search/search.resolver.ts';
import { SearchService } from '../search/search.service.ts';
import type { CatalogLog } from './catalog-log.ts';
import { catalogLoaders } from './catalog.loaders.ts';
import type { CatalogLoaders } from './catalog.loaders.ts';
import { CatalogRepository } from './catalog.repository.ts';
import { DatasetListResolver, JobListResolver } from './catalog.resolver.ts';
import { CatalogService } from './catalog.service.ts';

export interface Catalog {
  readonly projector: Projector;
  readonly resolvers: readonly object[];
  readonly loaders: (principal: Principal) => CatalogLoaders & CoverageLoaders;
}

/** Wires search, the lists of all datasets and jobs, what changed last, and how completely all is reported. */
export function createCatalog(log: CatalogLog): Catalog {
  const { database } = log;
  const words = new SearchWordRepository();
  const lists = new CatalogService(database, new CatalogRepository());
  const coverage = new CoverageService(log, new SqlIndex(), new CoverageRepository());
  return {
    projector: new CatalogProjector([searchWords(words), reporting(new ReportingRepository()), changeWriter]),
    resolvers: [
      new SearchResolver(new SearchService(database, new SearchRepository(), words)),
      new DatasetListResolver(lists),
      new JobListResolver(lists),
      new ChangeResolver(new ChangeService(log, new ChangeRepository())),
      new CoverageResolver(coverage),
    ],
    loaders: (principal) => ({ ...catalogLoaders(lists, principal), ...coverageLoaders(coverage, principal) }),
  };
}
