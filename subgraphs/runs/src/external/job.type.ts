import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A job of the lineage graph, with what is known of its runs.' })
export class Job {
  @Field(() => ID, { description: 'Derived from namespace and name.' })
  id: string;
}
