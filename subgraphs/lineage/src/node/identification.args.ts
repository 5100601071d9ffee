import { ArgsType, Field, ID } from 'type-graphql';

/** How a caller names a dataset or a job. */
@ArgsType()
export class NodeIdentification {
  @Field(() => ID, { nullable: true, description: 'Its id, instead of both.' })
  id: string | null;

  @Field(() => String, { nullable: true, description: 'Name of its namespace, together with `name`.' })
  namespace: string | null;

  @Field(() => String, { nullable: true, description: 'Its name, together with `namespace`.' })
  name: string | null;
}
