import { UserError } from '@hotpass/server';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import { EventConformance } from '../conformance/conformance.type.ts';

@InputType({ description: 'One OpenLineage event to store.' })
export class IngestLineageEventInput {
  @Field(() => String, {
    description: 'A RunEvent, JobEvent or DatasetEvent as JSON text. It is kept byte for byte: the same text sent again is the same event.',
  })
  event: string;
}

@ObjectType({ description: 'What became of the event.' })
export class IngestLineageEventPayload {
  @Field(() => ID, {
    nullable: true,
    description: "Id of its entry in the log, accepted wherever a cursor is; for a repeat the first one's.",
  })
  entryId: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the same bytes had been stored before.' })
  repeated: boolean | null;

  @Field(() => EventConformance, {
    nullable: true,
    description: 'How the event stands to the OpenLineage schemas. It is stored either way.',
  })
  conformance: EventConformance | null;

  @Directive('@listSize(assumedSize: 10)')
  @Field(() => [UserError], { description: 'Why the event was not stored; empty when it was.' })
  errors: UserError[];
}
