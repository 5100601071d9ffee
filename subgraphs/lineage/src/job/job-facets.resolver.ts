import type { RequestContext } from '@hotpass/server';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { facetFieldsOf, loadFacet } from '../facet/facet-fields.resolver.ts';
import type { FacetLoaders } from '../facet/facet.loaders.ts';
import { facetTypes } from '../facet/facet.type.ts';
import { Job } from './job.type.ts';

type Context = RequestContext<FacetLoaders>;

/** What producers tell of a job in its facets. */
@Resolver(() => Job)
export class JobFacetsResolver extends facetFieldsOf(Job, 'job') {
  @FieldResolver(() => facetTypes.typeOf('JobTypeJobFacet'), { nullable: true, description: 'How it works and what it runs on.' })
  type(@Root() { id }: Job, @Ctx() { loaders }: Context): Promise<object | null> {
    return loadFacet(loaders, 'job', id, 'jobType');
  }

  @FieldResolver(() => facetTypes.typeOf('SQLJobFacet'), { nullable: true, description: 'The SQL it runs.' })
  sql(@Root() { id }: Job, @Ctx() { loaders }: Context): Promise<object | null> {
    return loadFacet(loaders, 'job', id, 'sql');
  }

  @FieldResolver(() => facetTypes.typeOf('SourceCodeJobFacet'), { nullable: true, description: 'Its program.' })
  sourceCode(@Root() { id }: Job, @Ctx() { loaders }: Context): Promise<object | null> {
    return loadFacet(loaders, 'job', id, 'sourceCode');
  }

  @FieldResolver(() => facetTypes.typeOf('SourceCodeLocationJobFacet'), { nullable: true, description: 'Where its program is kept.' })
  sourceCodeLocation(@Root() { id }: Job, @Ctx() { loaders }: Context): Promise<object | null> {
    return loadFacet(loaders, 'job', id, 'sourceCodeLocation');
  }
}
