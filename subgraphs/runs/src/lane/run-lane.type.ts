import { DateTimeScalar, PageInfo } from '@hotpass/server';
import { Directive, Field, Float, Int, ObjectType } from 'type-graphql';
import { Job } from '../external/job.type.ts';
import type { BucketRow, LaneKey, LaneRow } from './lane.repository.ts';
import { bucketMs, bucketStart, type TimeWindow } from './time-window.ts';

@ObjectType({ description: 'Runs of a job that started in one stretch of time.' })
export class RunBucket {
  @Field(() => DateTimeScalar, { description: 'Where it begins.' })
  from: Date;

  @Field(() => DateTimeScalar, { description: 'Where it ends, excluded.' })
  to: Date;

  @Field(() => Int, { description: 'How many runs started in it.' })
  total: number;

  @Field(() => Int, { description: 'Of these, how many have completed.' })
  completed: number;

  @Field(() => Int, { description: 'Of these, how many have failed.' })
  failed: number;

  @Field(() => Int, { description: 'Of these, how many were stopped.' })
  aborted: number;

  @Field(() => Int, { description: 'Of these, how many are running.' })
  running: number;

  @Field(() => Int, { description: 'Of these, how many have told nothing but OTHER.' })
  unknown: number;

  @Field(() => Float, { nullable: true, description: 'Milliseconds the longest of them took; null when none told.' })
  longestMs: number | null;

  @Field(() => Float, { nullable: true, description: 'Milliseconds they took together; null when none told.' })
  totalMs: number | null;
}

@ObjectType({ description: 'What a job did in a stretch of time.' })
export class RunLane {
  @Field(() => Job, { nullable: true, description: 'The job.' })
  job: Job;

  @Field(() => Float, { description: 'How wide its buckets are, in milliseconds.' })
  bucketMs: number;

  @Directive('@listSize(assumedSize: 30)')
  @Field(() => [RunBucket], { description: 'Its buckets in order; those in which no run started are left out.' })
  buckets: RunBucket[];

  @Field(() => Int, {
    nullable: true,
    description: 'How many runs had started before and not ended when the time begins, which no bucket counts; null when more than 1,000.',
  })
  runningAtStart: number | null;

  @Field(() => Boolean, { description: 'The buckets count the last 50,000 runs only.' })
  truncated: boolean;

  /** Of which job and time; not part of the API. */
  key: LaneKey;
}

@ObjectType({ description: 'A page of what jobs did in a stretch of time (Relay Cursor Connections).' })
export class RunLaneConnection {
  @Field(() => [RunLane], { description: 'One for each job.' })
  nodes: RunLane[];

  @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
  pageInfo: PageInfo;

  @Field(() => Boolean, { description: 'The hub knows more than 10,000 jobs, of which not all were looked at: name those you want.' })
  truncated: boolean;

  @Field(() => String, { description: 'Log position this page shows: give it as `after` to `runUpdated` to miss nothing since.' })
  cursor: string;
}

export function toRunLane(key: LaneKey, row: LaneRow): RunLane {
  const { runningAtStart, truncated } = row;
  const job = Object.assign(new Job(), { id: key.jobId });
  const buckets = row.buckets.map((bucket) => toRunBucket(key, bucket));
  return Object.assign(new RunLane(), { job, bucketMs: bucketMs(key), buckets, runningAtStart, truncated, key });
}

function toRunBucket(window: TimeWindow, row: BucketRow): RunBucket {
  const { bucket, ...counts } = row;
  return Object.assign(new RunBucket(), counts, { from: bucketStart(window, bucket), to: bucketStart(window, bucket + 1) });
}
