import { DateTimeScalar, PageInfo } from '@hotpass/server';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Dataset } from '../external/dataset.type.ts';
import { Job } from '../external/job.type.ts';
import { Run } from '../run/run.type.ts';
import type { FailureReason, FoldedFailure } from './failure-graph.ts';
import type { UnexplainedFailures } from './failure.service.ts';

export const FailureKindEnum = { FAILED: 'FAILED', ABORTED: 'ABORTED', LATE: 'LATE' } as const;

registerEnumType(FailureKindEnum, {
  name: 'FailureKind',
  description: 'In which way a run is the first of what went wrong.',
  valuesConfig: {
    FAILED: { description: 'It failed.' },
    ABORTED: { description: 'It was stopped, and others failed for want of what it writes.' },
    LATE: { description: 'It was late, and others failed for want of what it writes.' },
  },
});

const FailureReasonEnum: Readonly<Record<FailureReason, FailureReason>> = {
  FAILED_INPUT: 'FAILED_INPUT',
  ABORTED_INPUT: 'ABORTED_INPUT',
  LATE_INPUT: 'LATE_INPUT',
  FAILED_STEP: 'FAILED_STEP',
};

registerEnumType(FailureReasonEnum, {
  name: 'FailureReason',
  description: 'Why one run is taken for a cause of another’s failure.',
  valuesConfig: {
    FAILED_INPUT: { description: 'It should have written an input of the other, and failed.' },
    ABORTED_INPUT: { description: 'It should have written an input of the other, and was stopped.' },
    LATE_INPUT: { description: 'It should have written an input of the other, and was late.' },
    FAILED_STEP: { description: 'It is a step of the other that failed and was not made good.' },
  },
});

@ObjectType({ description: 'What explains the failure of a run at once, whatever explains that.' })
export class FailureCause {
  @Field(() => Run, { nullable: true, description: 'The run that explains it.' })
  run: Run | null;

  @Field(() => FailureReasonEnum, { description: 'Why it does.' })
  reason: FailureReason;

  @Field(() => Dataset, { nullable: true, description: 'The input it should have written; null of a step.' })
  dataset: Dataset | null;
}

@ObjectType({ description: 'A run that failed, was stopped or is late because of another.' })
export class FailureConsequence {
  @Field(() => Run, { nullable: true, description: 'The run.' })
  run: Run | null;

  @Field(() => FailureCause, { description: 'What explains it at once.' })
  cause: FailureCause;

  @Field(() => Int, { description: 'How many causes lead to it from the first, from 1.' })
  distance: number;
}

@ObjectType({ description: 'A page of the consequences of a failure (Relay Cursor Connections), nearest first.' })
export class FailureConsequenceConnection {
  @Field(() => [FailureConsequence], { description: 'The consequences of this page.' })
  nodes: FailureConsequence[];

  @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
  pageInfo: PageInfo;

  @Field(() => Int, { description: 'How many there are.' })
  totalCount: number;
}

@ObjectType({ description: 'A page of datasets that a failure leaves as they were (Relay Cursor Connections).' })
export class AffectedDatasetConnection {
  @Field(() => [Dataset], { description: 'The datasets of this page, by id.' })
  nodes: Dataset[];

  @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
  pageInfo: PageInfo;

  @Field(() => Int, { description: 'How many there are.' })
  totalCount: number;
}

@ObjectType({ description: 'A page of jobs that a failure keeps from their work (Relay Cursor Connections).' })
export class AffectedJobConnection {
  @Field(() => [Job], { description: 'The jobs of this page, by id.' })
  nodes: Job[];

  @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
  pageInfo: PageInfo;

  @Field(() => Int, { description: 'How many there are.' })
  totalCount: number;
}

@ObjectType({ description: 'A failure that no other explains, or what else explains failures, with its consequences folded under it.' })
export class UnexplainedFailure {
  @Field(() => Run, { nullable: true, description: 'The run: `error` says why it failed, `failure` where.' })
  run: Run | null;

  @Field(() => FailureKindEnum, { description: 'What is the matter with it.' })
  kind: keyof typeof FailureKindEnum;

  @Field(() => DateTimeScalar, { description: 'When it failed, was stopped, or began to be late.' })
  at: Date;

  /** All that is folded; not part of the API. */
  folded: FoldedFailure;

  /** What it was found in; not part of the API. */
  found: UnexplainedFailures;
}

@ObjectType({ description: 'A page of failures that no other explains (Relay Cursor Connections), earliest first.' })
export class UnexplainedFailureConnection {
  @Field(() => [UnexplainedFailure], { description: 'The failures of this page.' })
  nodes: UnexplainedFailure[];

  @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
  pageInfo: PageInfo;

  @Field(() => Int, { description: 'How many there are.' })
  totalCount: number;

  @Field(() => Int, { description: 'How many runs failed in that time; all of them are in this list or folded under one of it.' })
  failedCount: number;

  @Field(() => DateTimeScalar, { description: 'From when on failures were looked at.' })
  since: Date;

  @Field(() => Boolean, {
    description:
      'More went wrong than was looked at: 1,000 failures, the first of that time, 200 inputs and 200 failed steps of each, 4,000 runs and 32 causes in a row. Ask for less time.',
  })
  truncated: boolean;

  @Field(() => String, { description: 'Log position this page shows: give it as `after` to `runUpdated` to miss nothing since.' })
  cursor: string;
}
