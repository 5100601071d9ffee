import type { ConformanceIssue } from '@hotpass/openlineage';
import { PageInfo } from '@hotpass/server';
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { EventRecord } from '../events/event-record.ts';
import type { EventFilter } from '../events/event-filter.ts';
import type { Conformance, ConformanceFlag } from './conformance.ts';

export const ConformanceFlagEnum: Readonly<{ [Flag in ConformanceFlag]: Flag }> = {
  CLOCK_SUSPECT: 'CLOCK_SUSPECT',
  TIME_UNREADABLE: 'TIME_UNREADABLE',
  TIME_ASSUMED_UTC: 'TIME_ASSUMED_UTC',
};

registerEnumType(ConformanceFlagEnum, {
  name: 'ConformanceFlag',
  description: 'What was noticed about an event beside the schemas.',
  valuesConfig: {
    CLOCK_SUSPECT: { description: 'Its time lies more than a day ahead. It is stored and not projected until somebody accepts it.' },
    TIME_UNREADABLE: { description: 'Its time cannot be read. It is stored and not projected until somebody accepts it.' },
    TIME_ASSUMED_UTC: { description: 'Its time names no zone and was read as UTC.' },
  },
});

export const LineageEventKindEnum = { RUN: 'run', JOB: 'job', DATASET: 'dataset' } as const satisfies Record<string, EventRecord['kind']>;

registerEnumType(LineageEventKindEnum, {
  name: 'LineageEventKind',
  description: 'The three kinds of OpenLineage events.',
  valuesConfig: {
    RUN: { description: 'A RunEvent: something happened to a run of a job.' },
    JOB: { description: 'A JobEvent: what a job is, apart from its runs.' },
    DATASET: { description: 'A DatasetEvent: what a dataset is, apart from jobs.' },
  },
});

@ObjectType('ConformanceIssue', { description: 'One way in which an event breaks a schema.' })
class ConformanceIssueType {
  @Field(() => String, { description: 'JSON pointer (RFC 6901) to the value at fault.' })
  pointer: string;

  @Field(() => String, { description: 'Keyword of the JSON Schema that is broken, for example `required`.' })
  rule: string;

  @Field(() => String, { description: 'What is wrong, in words.' })
  message: string;

  @Field(() => String, { description: 'The schema that says so.' })
  schema: string;
}

@ObjectType({ description: 'How an event stands to the OpenLineage schemas, core and known facets.' })
export class EventConformance implements Conformance {
  @Field(() => Boolean, { description: 'Whether no schema is broken.' })
  conforms: boolean;

  @Directive('@listSize(assumedSize: 100)')
  @Field(() => [ConformanceIssueType], { description: 'What breaks a schema; the first hundred.' })
  issues: readonly ConformanceIssue[];

  @Field(() => Int, { name: 'issueCount', description: 'How many issues there are, shown or not.' })
  total: number;

  @Directive('@listSize(assumedSize: 3)')
  @Field(() => [ConformanceFlagEnum], { description: 'What else was noticed.' })
  flags: readonly ConformanceFlag[];
}

@ObjectType('ConformanceReport', { description: 'The conformance of one stored event.' })
export class ConformanceReport extends EventConformance {
  @Field(() => ID, { description: "Id of the event's entry in the log." })
  id: string;

  @Field(() => LineageEventKindEnum, { description: 'What kind of event it is.' })
  kind: EventRecord['kind'];

  @Field(() => String, { nullable: true, description: 'The program that sent it, in its own words.' })
  producer: string | null;

  @Field(() => Date, { nullable: true, description: "When it happened by the producer's clock; null when that cannot be read." })
  eventTime: Date | null;

  @Field(() => Date, { description: 'When the hub stored it.' })
  receivedAt: Date;

  /** What it is about; not part of the API. */
  record: EventRecord;
}

export function toConformanceReport(record: EventRecord): ConformanceReport {
  const { entryId, kind, producer, eventTime, receivedAt } = record;
  return { ...toConformance(record), id: entryId, kind, producer, eventTime, receivedAt, record };
}

export function toConformance({ conforms, issues, total, flags }: Conformance): EventConformance {
  return { conforms, issues, total, flags };
}

@ObjectType({ description: 'A page of conformance reports, newest first.' })
export class ConformanceReportConnection {
  @Field(() => [ConformanceReport], { description: 'The reports of this page.' })
  nodes: readonly ConformanceReport[];

  @Field(() => PageInfo, { description: 'Where the page lies.' })
  pageInfo: PageInfo;

  @Field(() => String, { description: 'Place in the log the page shows.' })
  cursor: string;
}

@InputType({ description: 'Which conformance reports. Everything given must hold.' })
export class ConformanceReportFilter {
  @Field(() => Boolean, { nullable: true, description: 'Only of events that conform, or only of those that do not.' })
  conforms: boolean | null;

  @Field(() => String, { nullable: true, description: 'Only of events of this producer, in its own words.' })
  producer: string | null;

  @Field(() => ID, { nullable: true, description: 'Only of events about this job.' })
  jobId: string | null;

  @Field(() => Date, { nullable: true, description: 'Only of events stored at this time or later.' })
  since: Date | null;

  @Field(() => [ConformanceFlagEnum], { nullable: true, description: 'Only of events with one of these flags.' })
  flags: ConformanceFlag[] | null;
}

export function toEventFilter(filter: ConformanceReportFilter | null): EventFilter {
  if (!filter) return {};
  const { conforms, producer, jobId, since, flags } = filter;
  return { conforms, producer, jobId, flags, receivedAt: { gte: since } };
}
