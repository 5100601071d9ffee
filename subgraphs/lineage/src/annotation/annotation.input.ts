import { Field, ID, InputType, Int } from 'type-graphql';

const baseVersion = {
  nullable: true,
  description: 'The `annotationVersion` the caller saw: anything said since makes it STALE_VERSION. Not given: whatever was said since.',
};

@InputType({ description: 'A tag to put on something.' })
export class TagInput {
  @Field(() => ID, { description: 'Id of what is tagged.' })
  id: string;

  @Field(() => String, { description: 'What the tag says something about; 1 to 100 characters. A thing has one tag of a key from people.' })
  key: string;

  @Field(() => String, { nullable: true, description: 'What it says; at most 200 characters. Not given: the key says it all.' })
  value: string | null;

  @Field(() => Int, baseVersion)
  baseVersion: number | null;
}

@InputType({ description: 'A tag to take away.' })
export class UntagInput {
  @Field(() => ID, { description: 'Id of the namespace, dataset, job or column that is tagged.' })
  id: string;

  @Field(() => String, { description: 'Key of the tag, which a person has put there.' })
  key: string;

  @Field(() => Int, baseVersion)
  baseVersion: number | null;
}

@InputType({ description: 'What to say of something.' })
export class DescribeInput {
  @Field(() => ID, { description: 'Id of a namespace, dataset, job or column.' })
  id: string;

  @Field(() => String, {
    nullable: true,
    description: 'In words, at most 10,000 characters; null takes back what people said, so that what the producer says shows again.',
  })
  description: string | null;

  @Field(() => Int, baseVersion)
  baseVersion: number | null;
}
