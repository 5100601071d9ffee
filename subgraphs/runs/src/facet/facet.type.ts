import { Directive, Field, InterfaceType, ObjectType } from 'type-graphql';

/** As JSON text, because no schema binds it. */
@InterfaceType({
  description: 'What a producer tells of a thing beside its name (OpenLineage).',
  resolveType: () => 'UnknownFacet',
})
export abstract class Facet {
  @Field(() => String, { description: 'Key it was sent under.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'Who made it (`_producer`).' })
  producer: string | null;

  @Field(() => String, { nullable: true, description: 'Where its schema is (`_schemaURL`).' })
  schemaURL: string | null;

  @Field(() => String, { description: 'All of it, as JSON text.' })
  raw: string;
}

@Directive('@shareable')
@ObjectType({ implements: Facet, description: 'A facet of no specification known here, or not of the shape its specification asks for.' })
export class UnknownFacet extends Facet {}
