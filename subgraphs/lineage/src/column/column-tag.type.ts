import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A word put on columns of a dataset, whoever put it there.' })
export class ColumnTag {
  @Field(() => String, { description: 'What it says something about.' })
  key: string;

  @Field(() => String, { description: 'What it says; empty when the key says it all.' })
  value: string;

  @Field(() => Int, { description: 'How many columns carry it.' })
  columnCount: number;
}
