import { DateTimeScalar } from '@hotpass/server';
import { Directive, Field, Float, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { RunState } from './run-health.ts';
import type { RunRow } from './run.row.ts';

export const RunStateEnum = {
  UNKNOWN: 'UNKNOWN',
  RUNNING: 'RUNNING',
  COMPLETED: 'COMPLETED',
  FAILED: 'FAILED',
  ABORTED: 'ABORTED',
} as const;

registerEnumType(RunStateEnum, {
  name: 'RunState',
  description: 'What the events of a run say it is doing.',
  valuesConfig: {
    UNKNOWN: { description: 'Only OTHER events so far.' },
    RUNNING: { description: 'It has started and nothing says that it ended.' },
    COMPLETED: { description: 'It ended as it should.' },
    FAILED: { description: 'It ended with an error.' },
    ABORTED: { description: 'It was stopped.' },
  },
});

export const RunHealthEnum = { ON_TIME: 'ON_TIME', LATE: 'LATE', STALLED: 'STALLED' } as const;

registerEnumType(RunHealthEnum, {
  name: 'RunHealth',
  description: 'How a run stands to the clock, beside its state. A run that is not running is ON_TIME.',
  valuesConfig: {
    ON_TIME: { description: 'Nothing is late.' },
    LATE: { description: 'It runs past its nominal end, or far longer than the last completed runs of its job.' },
    STALLED: { description: 'It is running and has said nothing for a day.' },
  },
});

@Directive('@key(fields: "id")')
@ObjectType({ description: 'One execution of a job (OpenLineage), merged from its events.' })
export class Run {
  @Field(() => ID, { description: '`run_` and the UUID of the run.' })
  id: string;

  @Field(() => String, { description: 'The runId as its producer wrote it.' })
  openLineageRunId: string;

  @Field(() => RunStateEnum, { description: 'What its events say it is doing.' })
  state: RunState;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was due to start (nominalTime facet).' })
  nominalTime: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was due to have ended (nominalTime facet), excluded.' })
  nominalEndTime: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Time of its first START event, else of its first event.' })
  startedAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Time of the event that ended it; null while it has not ended.' })
  endedAt: Date | null;

  @Field(() => DateTimeScalar, { description: 'Time of its newest event, by the clock of its producer.' })
  updatedAt: Date;

  @Field(() => Float, {
    nullable: true,
    description: 'From start to end in milliseconds; null while it has not ended, or when its events do not tell.',
  })
  durationMs: number | null;

  @Field(() => String, { nullable: true, description: 'Message of the error it reported (errorMessage facet). Written by the producer.' })
  errorMessage: string | null;

  /** Of the projection; not part of the API. */
  row: RunRow;
}

/** A row as the API shows it; nothing stays nothing. */
export function toRun(row: RunRow | null): Run | null {
  if (!row) return null;
  const { id, openLineageRunId, state, startedAt, endedAt, durationMs, errorMessage } = row;
  const renamed = { nominalTime: row.nominalStart, nominalEndTime: row.nominalEnd, updatedAt: row.lastEventAt, row };
  return Object.assign(new Run(), { id, openLineageRunId, state, startedAt, endedAt, durationMs, errorMessage, ...renamed });
}
