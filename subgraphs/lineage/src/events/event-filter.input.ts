import type { EventKind, EventType } from '@hotpass/openlineage';
import { DateTimeScalar } from '@hotpass/server';
import { Field, ID, InputType } from 'type-graphql';
import type { ConformanceFlag } from '../conformance/conformance.ts';
import { ConformanceFlagEnum, LineageEventKindEnum } from '../conformance/conformance.type.ts';
import type { EventFilter, TimeRange } from './event-filter.ts';
import { LineageEventTypeEnum } from './event.type.ts';

@InputType({ description: 'A condition on a time. A time that is not there meets none.' })
export class EventTimeFilter implements TimeRange {
  @Field(() => DateTimeScalar, { nullable: true, description: 'At this time or later.' })
  gte?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Before this time.' })
  lt?: Date | null;
}

@InputType({ description: 'Which events. Everything given must hold.' })
export class LineageEventFilter implements EventFilter {
  @Field(() => EventTimeFilter, { nullable: true, description: "When they happened by the producer's clock." })
  eventTime?: EventTimeFilter | null;

  @Field(() => EventTimeFilter, { nullable: true, description: 'When the hub stored them.' })
  receivedAt?: EventTimeFilter | null;

  @Field(() => ID, { nullable: true, description: 'Those about this job.' })
  jobId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Those that name this dataset: as an input, an output or their subject.' })
  datasetId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Those of this run.' })
  runId?: string | null;

  @Field(() => String, { nullable: true, description: 'Those of this producer, in its own words.' })
  producer?: string | null;

  @Field(() => [LineageEventKindEnum], { nullable: true, description: 'Those of one of these kinds.' })
  kinds?: EventKind[] | null;

  @Field(() => [LineageEventTypeEnum], { nullable: true, description: 'RunEvents of one of these types.' })
  eventTypes?: EventType[] | null;

  @Field(() => [ConformanceFlagEnum], { nullable: true, description: 'Those with one of these flags.' })
  flags?: ConformanceFlag[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Those that conform to the schemas, or those that do not.' })
  conforms?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Those that wait until somebody accepts them, or all the others.' })
  waiting?: boolean | null;
}
