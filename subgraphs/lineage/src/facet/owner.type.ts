import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Who owns a dataset or job, as its producer says.' })
export class Owner {
  @Field(() => String, { description: 'Who, such as team:finance.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'In what role, such as MAINTAINER.' })
  type: string | null;
}
