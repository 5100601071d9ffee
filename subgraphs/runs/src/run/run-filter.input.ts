import { DateTimeScalar } from '@hotpass/server';
import { Field, Float, ID, InputType, registerEnumType } from 'type-graphql';
import type { HealthFilter, IdFilter, JobNames, NameFilter, NumberFilter, RunFilter, StateFilter, TimeFilter } from './run-filter.ts';
import type { RunHealth, RunState } from './run-health.ts';
import type { RunOrder, RunOrderField } from './run-page.ts';
import { RunHealthEnum, RunStateEnum } from './run.type.ts';

@InputType({ description: 'A condition on an id.' })
export class RunIdFilter implements IdFilter {
  @Field(() => ID, { nullable: true, description: 'It is this id.' })
  eq?: string | null;

  @Field(() => [ID], { nullable: true, description: 'It is one of these ids, at most 100.' })
  in?: string[] | null;

  @Field(() => String, { nullable: true, description: 'It has this text in it.' })
  contains?: string | null;
}

@InputType({ description: 'A condition on the name of a job or of its namespace.' })
export class RunNameFilter implements NameFilter {
  @Field(() => String, { nullable: true, description: 'It is this name, to the letter.' })
  eq?: string | null;

  @Field(() => [String], { nullable: true, description: 'It is one of these names, at most 100.' })
  in?: string[] | null;

  @Field(() => String, { nullable: true, description: 'It has this text in it, whatever the case and accents.' })
  contains?: string | null;
}

@InputType({ description: 'Which jobs, by how they are called. Everything given must hold.' })
export class RunJobFilter implements JobNames {
  @Field(() => RunNameFilter, { nullable: true, description: 'Its name.' })
  name?: RunNameFilter | null;

  @Field(() => RunNameFilter, { nullable: true, description: 'Name of its namespace.' })
  namespace?: RunNameFilter | null;
}

@InputType({ description: 'A condition on how a run stands to the clock, at the moment of reading.' })
export class RunHealthFilter implements HealthFilter {
  @Field(() => RunHealthEnum, { nullable: true, description: 'It stands so.' })
  eq?: RunHealth | null;

  @Field(() => [RunHealthEnum], { nullable: true, description: 'It stands in one of these ways.' })
  in?: RunHealth[] | null;
}

@InputType({ description: 'A condition on the state of a run.' })
export class RunStateFilter implements StateFilter {
  @Field(() => RunStateEnum, { nullable: true, description: 'It is this state.' })
  eq?: RunState | null;

  @Field(() => [RunStateEnum], { nullable: true, description: 'It is one of these states.' })
  in?: RunState[] | null;
}

@InputType({ description: 'A condition on a time. A time that is not there meets none.' })
export class RunTimeFilter implements TimeFilter {
  @Field(() => DateTimeScalar, { nullable: true, description: 'At this time or later.' })
  gte?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Before this time.' })
  lt?: Date | null;
}

@InputType({ description: 'A condition on a number. A number that is not there meets none.' })
export class RunNumberFilter implements NumberFilter {
  @Field(() => Float, { nullable: true, description: 'As great or greater.' })
  gte?: number | null;

  @Field(() => Float, { nullable: true, description: 'Smaller.' })
  lt?: number | null;
}

@InputType('RunFilter', { description: 'Which runs. Everything given must hold; at most 5 levels deep and 50 filters in all.' })
export class RunFilterInput implements RunFilter {
  @Field(() => [RunFilterInput], { nullable: true, description: 'All of these hold.' })
  and?: RunFilterInput[] | null;

  @Field(() => [RunFilterInput], { nullable: true, description: 'One of these holds.' })
  or?: RunFilterInput[] | null;

  @Field(() => RunFilterInput, { nullable: true, description: 'This does not hold.' })
  not?: RunFilterInput | null;

  @Field(() => RunIdFilter, { nullable: true, description: 'Id of the run.' })
  id?: RunIdFilter | null;

  @Field(() => RunIdFilter, { nullable: true, description: 'Id of its job.' })
  jobId?: RunIdFilter | null;

  @Field(() => RunNameFilter, { nullable: true, description: 'Name of its job.' })
  jobName?: RunNameFilter | null;

  @Field(() => RunNameFilter, { nullable: true, description: 'Name of the namespace of its job.' })
  jobNamespace?: RunNameFilter | null;

  @Field(() => RunIdFilter, { nullable: true, description: 'Id of the run it names as its parent, reported or not.' })
  parentId?: RunIdFilter | null;

  @Field(() => RunIdFilter, {
    nullable: true,
    description: 'Id of a dataset it names as an input; that of another name of the dataset will do.',
  })
  inputId?: RunIdFilter | null;

  @Field(() => RunIdFilter, {
    nullable: true,
    description: 'Id of a dataset it names as an output; that of another name of the dataset will do.',
  })
  outputId?: RunIdFilter | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it names a parent.' })
  hasParent?: boolean | null;

  @Field(() => RunStateFilter, { nullable: true, description: 'Its state.' })
  state?: RunStateFilter | null;

  @Field(() => RunHealthFilter, {
    nullable: true,
    description: 'How it stands to the clock, at the moment of reading; a run that is not running is ON_TIME.',
  })
  health?: RunHealthFilter | null;

  @Field(() => RunTimeFilter, { nullable: true, description: 'When it started.' })
  startedAt?: RunTimeFilter | null;

  @Field(() => RunTimeFilter, { nullable: true, description: 'When it ended.' })
  endedAt?: RunTimeFilter | null;

  @Field(() => RunTimeFilter, { nullable: true, description: 'When it was due to start.' })
  nominalTime?: RunTimeFilter | null;

  @Field(() => RunNumberFilter, { nullable: true, description: 'How long it took in milliseconds.' })
  durationMs?: RunNumberFilter | null;
}

const RunOrderFieldEnum = { STARTED_AT: 'STARTED_AT', ENDED_AT: 'ENDED_AT' } as const;

registerEnumType(RunOrderFieldEnum, {
  name: 'RunOrderField',
  description: 'What a list of runs is ordered by; runs equal in it are ordered by id.',
  valuesConfig: {
    STARTED_AT: { description: 'When they started.' },
    ENDED_AT: { description: 'When they ended; a run that has not ended counts as later than every other.' },
  },
});

const OrderDirectionEnum = { ASC: 'ASC', DESC: 'DESC' } as const;

registerEnumType(OrderDirectionEnum, {
  name: 'OrderDirection',
  description: 'Which end of a list comes first.',
  valuesConfig: { ASC: { description: 'Smallest or oldest first.' }, DESC: { description: 'Greatest or newest first.' } },
});

@InputType('RunOrder', { description: 'In which order. Not given: those that started last come first.' })
export class RunOrderInput implements RunOrder {
  @Field(() => RunOrderFieldEnum, { description: 'What to order by.' })
  field: RunOrderField;

  @Field(() => OrderDirectionEnum, { description: 'Which end comes first.' })
  direction: 'ASC' | 'DESC';
}
