import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A dataset of the lineage graph, with the runs that wrote it.' })
export class Dataset {
  @Field(() => ID, { description: 'Derived from namespace and name.' })
  id: string;
}
