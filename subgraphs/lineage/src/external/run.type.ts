import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Described in the words of its owner: composition takes one description of a type and of its key. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ description: 'One execution of a job (OpenLineage), merged from its events.' })
export class Run {
  @Field(() => ID, { description: '`run_` and the UUID of the run.' })
  id: string;
}
