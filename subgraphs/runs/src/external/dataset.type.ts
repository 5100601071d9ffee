import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Described in the words of its owner: composition takes one description of a type and of its key. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A table, topic, file or other collection of data that jobs read or write.' })
export class Dataset {
  @Field(() => ID, { description: 'Derived from namespace and name, so it is the same on every hub.' })
  id: string;
}
