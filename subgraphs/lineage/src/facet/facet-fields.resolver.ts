import { BadUserInputError } from '@hotpass/kernel';
import { documentationOf, ownersOf } from '@hotpass/openlineage';
import { pageSize } from '@hotpass/server';
import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { AnnotationLoaders } from '../annotation/annotation.loaders.ts';
import { tagsByPeople } from '../annotation/tags-by-people.ts';
import type { FacetLoaders } from './facet.loaders.ts';
import { facetTypes, parsed, toFacet } from './facet.type.ts';
import type { FacetHome } from './facet.type.ts';
import { Owner } from './owner.type.ts';
import { Tag } from '../tag/tag.type.ts';

type Context = RequestContext<FacetLoaders & AnnotationLoaders>;

interface Entity {
  readonly id: string;
}

/** What a list that is no connection shows at most. */
const shown = 100;

/** How many names one list of facets may ask for. */
const maxNames = 100;

/** What datasets and jobs tell alike in their facets. */
export function facetFieldsOf(type: new () => Entity, home: FacetHome): abstract new () => object {
  @Resolver(() => type)
  abstract class FacetFieldsResolver {
    // type-graphql prints arguments in reverse order.
    @FieldResolver(() => [facetTypes.Facet], { description: 'The newest facet of each name, by name. Deleted ones are left out.' })
    async facets(
      @Root() { id }: Entity,
      @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 25 when not given.' }) first: number | null,
      @Arg('names', () => [String], { nullable: true, description: 'Only those with these names, at most 100.' }) names: string[] | null,
      @Ctx() { loaders }: Context,
    ): Promise<object[]> {
      if (names && names.length > maxNames) throw new BadUserInputError('At most 100 names.', { argument: 'names' });
      const rows = await loaders.facets.load({ entity: id, names: names ?? null, limit: pageSize(first) });
      return rows.map((row) => toFacet(home, row));
    }

    @FieldResolver(() => Int, { description: 'How many facets it has.' })
    facetCount(@Root() { id }: Entity, @Ctx() { loaders }: Context): Promise<number> {
      return loaders.facetCount.load(id);
    }

    @FieldResolver(() => facetTypes.Facet, { nullable: true, description: 'Its newest facet of one name.' })
    async facet(
      @Root() { id }: Entity,
      @Arg('name', () => String, { description: 'Name of the facet, such as `schema`.' }) name: string,
      @Ctx() { loaders }: Context,
    ): Promise<object | null> {
      const row = await loaders.facet.load({ entity: id, name });
      return row && toFacet(home, row);
    }

    @FieldResolver(() => String, { nullable: true, description: 'What it is, in words: of a person, else of its producer.' })
    description(@Root() { id }: Entity, @Ctx() { loaders }: Context): Promise<string | null> {
      return describedAs(loaders, id);
    }

    @Directive('@listSize(assumedSize: 10)')
    @FieldResolver(() => [Tag], {
      description: 'Its own tags, those of people first, a hundred in all. Those of a column stand on the column.',
    })
    tags(@Root() { id }: Entity, @Ctx() { loaders }: Context): Promise<Tag[]> {
      return taggedAs(loaders, id);
    }

    @Directive('@listSize(assumedSize: 10)')
    @FieldResolver(() => [Owner], { description: 'Who owns it, as its producer says; the first hundred.' })
    async owners(@Root() { id }: Entity, @Ctx() { loaders }: Context): Promise<Owner[]> {
      const row = await loaders.facet.load({ entity: id, name: 'ownership' });
      return row ? ownersOf(parsed(row.doc)).slice(0, shown) : [];
    }
  }
  return FacetFieldsResolver;
}

/** A person's word stands over the producer's. */
async function describedAs(loaders: Context['loaders'], id: string): Promise<string | null> {
  const said = await loaders.annotation.load(id);
  if (typeof said?.description === 'string') return said.description;
  const row = await loaders.facet.load({ entity: id, name: 'documentation' });
  return row && documentationOf(parsed(row.doc));
}

async function taggedAs(loaders: Context['loaders'], id: string): Promise<Tag[]> {
  const [people, rows] = await Promise.all([tagsByPeople(loaders, id), loaders.facetTags.load({ entity: id, field: '' })]);
  const reported = rows.map(({ key, value, source }) => ({ key, value, source, field: null, taggedBy: null }));
  return [...people, ...reported].slice(0, shown);
}

/** The facet of one name, for a field that has its type. */
export async function loadFacet(loaders: FacetLoaders, home: FacetHome, entity: string, name: string): Promise<object | null> {
  const row = await loaders.facet.load({ entity, name });
  return row && toFacet(home, row);
}
