import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Described in the words of its owner: composition takes one description of a type and of its key. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A process that reads and writes datasets, run again and again.' })
export class Job {
  @Field(() => ID, { description: 'Derived from namespace and name, so it is the same on every hub.' })
  id: string;
}
