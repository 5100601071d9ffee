import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Described in the words of its owner: composition takes one description of a type and of its key. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ description: 'A dataset as one run left it.' })
export class DatasetVersion {
  @Field(() => ID, {
    description: 'Derived from the dataset and the run that wrote it, or from the dataset and its producer’s word for the version.',
  })
  id: string;
}
