import type { LifecycleStateChange } from '@hotpass/openlineage';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Run } from '../external/run.type.ts';

export const lifecycleStateChanges: Readonly<{ [C in LifecycleStateChange]: C }> = {
  ALTER: 'ALTER',
  CREATE: 'CREATE',
  DROP: 'DROP',
  OVERWRITE: 'OVERWRITE',
  RENAME: 'RENAME',
  TRUNCATE: 'TRUNCATE',
};

registerEnumType(lifecycleStateChanges, {
  name: 'LifecycleStateChange',
  description: 'What can happen to a dataset as a whole.',
  valuesConfig: {
    ALTER: { description: 'Its columns or settings were changed.' },
    CREATE: { description: 'It was made.' },
    DROP: { description: 'It was removed.' },
    OVERWRITE: { description: 'Its content was replaced.' },
    RENAME: { description: 'It was given the name it has.' },
    TRUNCATE: { description: 'Its content was removed.' },
  },
});

@ObjectType({ description: 'Something that happened to a dataset as a whole.' })
export class DatasetLifecycleChange {
  @Field(() => Date, { description: 'When; of several events of one run that tell it, the last.' })
  at: Date;

  @Field(() => lifecycleStateChanges, { description: 'What happened.' })
  change: LifecycleStateChange;

  @Field(() => String, { nullable: true, description: 'The namespace it was in before, when the producer tells.' })
  previousNamespace: string | null;

  @Field(() => String, { nullable: true, description: 'The name it had before, when the producer tells.' })
  previousName: string | null;

  @Field(() => Run, { nullable: true, description: 'The run that did it; null when an event without a run told it.' })
  run: Run | null;
}
