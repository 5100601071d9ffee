import type { EventType } from '@hotpass/openlineage';
import { DateTimeScalar, PageInfo, UserError } from '@hotpass/server';
import { Directive, Field, Float, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { EventConformance, LineageEventKindEnum, toConformance } from '../conformance/conformance.type.ts';
import type { EventRecord } from './event-record.ts';

export const LineageEventTypeEnum: { readonly [Type in EventType]: Type } = {
  START: 'START',
  RUNNING: 'RUNNING',
  COMPLETE: 'COMPLETE',
  ABORT: 'ABORT',
  FAIL: 'FAIL',
  OTHER: 'OTHER',
};

registerEnumType(LineageEventTypeEnum, {
  name: 'LineageEventType',
  description: 'What a RunEvent says happened to its run.',
  valuesConfig: {
    START: { description: 'It began.' },
    RUNNING: { description: 'It goes on.' },
    COMPLETE: { description: 'It ended well.' },
    ABORT: { description: 'Somebody or something ended it.' },
    FAIL: { description: 'It failed.' },
    OTHER: { description: 'Something else, or a word that OpenLineage does not have.' },
  },
});

@ObjectType({ description: 'An OpenLineage event as it came in.' })
export class LineageEvent {
  @Field(() => ID, { description: 'Id of its entry in the log: what ingest answered with.' })
  id: string;

  @Field(() => LineageEventKindEnum, { description: 'What kind of event it is.' })
  kind: EventRecord['kind'];

  @Field(() => LineageEventTypeEnum, { nullable: true, description: 'What happened to the run; null when it is no RunEvent.' })
  eventType: EventType | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it happened by the producer's clock, or as somebody said who accepted it; null when that cannot be read.",
  })
  eventTime: Date | null;

  @Field(() => DateTimeScalar, { description: 'When the hub stored it.' })
  receivedAt: Date;

  @Field(() => String, { nullable: true, description: 'The program that sent it, in its own words.' })
  producer: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of the run it is about, whether or not that is projected.' })
  runId: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of the job it is about, whether or not that is projected.' })
  jobId: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of the dataset a DatasetEvent is about, whether or not that is projected.' })
  datasetId: string | null;

  @Field(() => Boolean, { description: 'Whether it counts: false while its time is suspect or unreadable.' })
  projected: boolean;

  @Field(() => EventConformance, { description: 'How it stands to the OpenLineage schemas, and what else was noticed.' })
  conformance: EventConformance;

  @Field(() => Float, { description: 'Bytes of its body.' })
  sizeBytes: number;

  /** Not part of the API. */
  record: EventRecord;
}

export function toLineageEvent(record: EventRecord): LineageEvent {
  const { entryId, kind, eventType, eventTime, receivedAt, producer, runId, jobId, datasetId, projected, sizeBytes } = record;
  const what = { id: entryId, kind, eventType, eventTime, receivedAt, producer, runId, jobId, datasetId, projected, sizeBytes };
  return { ...what, conformance: toConformance(record), record };
}

@ObjectType({ description: 'A page of events, those stored last first.' })
export class LineageEventConnection {
  @Field(() => [LineageEvent], { description: 'The events of this page.' })
  nodes: readonly LineageEvent[];

  @Field(() => PageInfo, { description: 'Where the page lies.' })
  pageInfo: PageInfo;

  @Field(() => String, { description: 'Place in the log the page shows.' })
  cursor: string;
}

@InputType({ description: 'An event to take in after all.' })
export class AcceptLineageEventInput {
  @Field(() => ID, { description: 'Id of an event that waits.' })
  eventId: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it happened, instead of what it says; needed when its own time cannot be read.',
  })
  eventTime: Date | null;
}

@ObjectType({ description: 'What became of an event that was accepted.' })
export class AcceptLineageEventPayload {
  @Field(() => ID, { nullable: true, description: 'Id of the entry with which it counts: a reader who names it sees its effect.' })
  entryId: string | null;

  @Directive('@listSize(assumedSize: 10)')
  @Field(() => [UserError], { description: 'Why it was not accepted; empty when it was.' })
  errors: UserError[];
}
