import type { Principal } from '@hotpass/kernel';
import type { Database, Projector } from '@hotpass/log';
import { SchemaRepository } from '../column/schema.repository.ts';
import { DatasetFacetsResolver } from '../dataset/dataset-facets.resolver.ts';
import { JobFacetsResolver } from '../job/job-facets.resolver.ts';
import { FacetsProjector } from '../projectors/facets.projector.ts';
import { VersionWriterRepository } from '../version/version-writer.repository.ts';
import { FacetProjection } from './facet-projection.ts';
import { FacetTagRepository } from './facet-tag.repository.ts';
import { facetLoaders } from './facet.loaders.ts';
import type { FacetLoaders } from './facet.loaders.ts';
import { FacetRepository } from './facet.repository.ts';
import { facetTypes } from './facet.type.ts';

/** Everything through which what producers tell beside edges is kept and asked for. */
export interface FacetParts {
  readonly projector: Projector;
  readonly resolvers: readonly object[];
  readonly orphanedTypes: readonly Function[];
  readonly loaders: (principal: Principal) => FacetLoaders;
}

/** Wires facets, columns and versions for the composition root. */
export function createFacets(database: Database): FacetParts {
  const repositories = { facets: new FacetRepository(), tags: new FacetTagRepository() };
  const projection = new FacetProjection({ ...repositories, schemas: new SchemaRepository(), versions: new VersionWriterRepository() });
  return {
    projector: new FacetsProjector(projection),
    resolvers: [new DatasetFacetsResolver(), new JobFacetsResolver()],
    orphanedTypes: facetTypes.orphanedTypes,
    loaders: (principal) => facetLoaders(database, repositories, principal),
  };
}
