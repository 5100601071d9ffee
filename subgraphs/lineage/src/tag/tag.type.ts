import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A word put on a dataset, a column, a job or a namespace.' })
export class Tag {
  @Field(() => String, { description: 'What it says something about.' })
  key: string;

  @Field(() => String, { description: 'What it says; empty when the key says it all.' })
  value: string;

  @Field(() => String, { nullable: true, description: 'Who put it there, in the words of whoever reported it.' })
  source: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Opaque id of the person who put it there on this hub, so that it can be taken away; null when a producer reports it.',
  })
  taggedBy: string | null;

  @Field(() => String, { nullable: true, description: 'The column that is tagged, by its path; null for the dataset or job itself.' })
  field: string | null;
}
