import type { RequestContext } from '@hotpass/server';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { facetFieldsOf, loadFacet } from '../facet/facet-fields.resolver.ts';
import type { FacetLoaders } from '../facet/facet.loaders.ts';
import { facetTypes } from '../facet/facet.type.ts';
import { Dataset } from './dataset.type.ts';

type Context = RequestContext<FacetLoaders>;

/** What producers tell of a dataset in its facets. */
@Resolver(() => Dataset)
export class DatasetFacetsResolver extends facetFieldsOf(Dataset, 'dataset') {
  @FieldResolver(() => facetTypes.typeOf('StorageDatasetFacet'), { nullable: true, description: 'How it is stored.' })
  storage(@Root() { id }: Dataset, @Ctx() { loaders }: Context): Promise<object | null> {
    return loadFacet(loaders, 'dataset', id, 'storage');
  }

  @FieldResolver(() => facetTypes.typeOf('DatasourceDatasetFacet'), { nullable: true, description: 'The system it lives in.' })
  dataSource(@Root() { id }: Dataset, @Ctx() { loaders }: Context): Promise<object | null> {
    return loadFacet(loaders, 'dataset', id, 'dataSource');
  }

  @FieldResolver(() => facetTypes.typeOf('DatasetTypeDatasetFacet'), { nullable: true, description: 'What kind of thing it is.' })
  type(@Root() { id }: Dataset, @Ctx() { loaders }: Context): Promise<object | null> {
    return loadFacet(loaders, 'dataset', id, 'datasetType');
  }
}
