import type { Principal } from '@hotpass/kernel';
import type { Database, Projector } from '@hotpass/log';
import type { ReferenceResolver } from '@hotpass/server';
import { columnLoaders } from '../column/column.loaders.ts';
import { ColumnTagRepository } from '../column/column-tag.repository.ts';
import { ColumnRepository } from '../column/column.repository.ts';
import { ColumnConnectionResolver, ColumnResolver, DatasetColumnsResolver, loadColumn } from '../column/column.resolver.ts';
import { SchemaRepository } from '../column/schema.repository.ts';
import { DatasetFacetsResolver } from '../dataset/dataset-facets.resolver.ts';
import { datasetLifeLoaders } from '../dataset/dataset-life.loaders.ts';
import { DatasetLifeRepository } from '../dataset/dataset-life.repository.ts';
import { DatasetLifeResolver } from '../dataset/dataset-life.resolver.ts';
import { JobFacetsResolver } from '../job/job-facets.resolver.ts';
import type { LineageLoaders } from '../node/node.loaders.ts';
import { FacetsProjector } from '../projectors/facets.projector.ts';
import {
  DatasetVersionResolver,
  DatasetVersionsResolver,
  SchemaChangeResolver,
  loadDatasetVersion,
} from '../version/dataset-version.resolver.ts';
import { VersionWriterRepository } from '../version/version-writer.repository.ts';
import { versionLoaders } from '../version/version.loaders.ts';
import { VersionRepository } from '../version/version.repository.ts';
import { FacetProjection } from './facet-projection.ts';
import { FacetTagRepository } from './facet-tag.repository.ts';
import { facetLoaders } from './facet.loaders.ts';
import { FacetRepository } from './facet.repository.ts';
import { facetTypes } from './facet.type.ts';
import type { ToldLoaders } from './told.loaders.ts';

/** Everything through which what producers tell beside edges is kept and asked for. */
export interface FacetParts {
  readonly projector: Projector;
  readonly resolvers: readonly object[];
  readonly orphanedTypes: readonly Function[];
  readonly references: Readonly<Record<string, ReferenceResolver<LineageLoaders>>>;
  readonly loaders: (principal: Principal) => ToldLoaders;
}

/** Wires facets, columns, versions and lives of datasets for the composition root. */
export function createFacets(database: Database): FacetParts {
  const told = { facets: new FacetRepository(), tags: new FacetTagRepository() };
  const projection = new FacetProjection({ ...told, schemas: new SchemaRepository(), versions: new VersionWriterRepository() });
  const columns = { columns: new ColumnRepository(), columnTags: new ColumnTagRepository() };
  const [versions, lives] = [new VersionRepository(), new DatasetLifeRepository()];
  return {
    projector: new FacetsProjector(projection),
    resolvers: [
      new DatasetFacetsResolver(),
      new JobFacetsResolver(),
      new ColumnResolver(),
      new ColumnConnectionResolver(),
      new DatasetColumnsResolver(),
      new DatasetVersionsResolver(),
      new DatasetVersionResolver(),
      new SchemaChangeResolver(),
      new DatasetLifeResolver(),
    ],
    orphanedTypes: facetTypes.orphanedTypes,
    references: {
      Column: ({ id }, { loaders }) => loadColumn(loaders, id),
      DatasetVersion: ({ id }, { loaders }) => loadDatasetVersion(loaders, id),
    },
    loaders: (principal) => ({
      ...facetLoaders(database, told, principal),
      ...columnLoaders(database, columns, principal),
      ...versionLoaders(database, versions, principal),
      ...datasetLifeLoaders(database, lives, principal),
    }),
  };
}
