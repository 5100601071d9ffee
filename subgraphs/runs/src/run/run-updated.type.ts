import { Field, ObjectType } from 'type-graphql';
import { Run } from './run.type.ts';

@ObjectType({ description: 'An event of a run.' })
export class RunUpdatedEvent {
  @Field(() => String, { description: 'Log position of the event: give it as `after` to go on from here.' })
  cursor: string;

  @Field(() => Run, { nullable: true, description: 'The run, at least as new as the event.' })
  run: Run | null;
}
