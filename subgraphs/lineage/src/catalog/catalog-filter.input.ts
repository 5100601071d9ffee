import { DateTimeScalar } from '@hotpass/server';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { datasetStates, type DatasetState } from '../dataset/dataset-life.repository.ts';
import {
  processingWords,
  type DatasetFilter,
  type IdFilter,
  type JobFilter,
  type ProcessingWord,
  type TagFilter,
  type TextFilter,
  type TimeFilter,
  type WordFilter,
} from './catalog-filter.ts';

@InputType({ description: 'A condition on an id.' })
class LineageIdFilter implements IdFilter {
  @Field(() => ID, { nullable: true, description: 'It is this id.' })
  eq?: string | null;

  @Field(() => [ID], { nullable: true, description: 'It is one of these ids, at most 100.' })
  in?: string[] | null;
}

@InputType({ description: 'A condition on a name.' })
class LineageNameFilter implements TextFilter {
  @Field(() => String, { nullable: true, description: 'It is this name, to the letter.' })
  eq?: string | null;

  @Field(() => [String], { nullable: true, description: 'It is one of these names, at most 100.' })
  in?: string[] | null;

  @Field(() => String, { nullable: true, description: 'It has this text in it, whatever the case and accents.' })
  contains?: string | null;
}

@InputType({ description: 'A condition on the tags of a thing: one of them is this.' })
class LineageTagFilter implements TagFilter {
  @Field(() => String, { description: 'Its key.' })
  key: string;

  @Field(() => String, { nullable: true, description: 'Its value; any when not given.' })
  value?: string | null;
}

@InputType({ description: 'A condition on a time.' })
class LineageTimeFilter implements TimeFilter {
  @Field(() => DateTimeScalar, { nullable: true, description: 'At this time or later.' })
  gte?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Before this time.' })
  lt?: Date | null;
}

@InputType({ description: 'A condition on the state of a dataset.' })
export class DatasetStateFilter implements WordFilter<DatasetState> {
  @Field(() => datasetStates, { nullable: true, description: 'It is this state.' })
  eq?: DatasetState | null;

  @Field(() => [datasetStates], { nullable: true, description: 'It is one of these states.' })
  in?: DatasetState[] | null;
}

registerEnumType(processingWords, {
  name: 'ProcessingType',
  description: 'How a job processes data, as its producer says.',
  valuesConfig: {
    BATCH: { description: 'In runs that end.' },
    STREAMING: { description: 'On and on, as data comes.' },
    SERVICE: { description: 'When it is called.' },
    NONE: { description: 'Not at all, says its producer.' },
    UNKNOWN: { description: 'No producer has told.' },
  },
});

@InputType({ description: 'A condition on how a job processes data.' })
export class ProcessingTypeFilter implements WordFilter<ProcessingWord> {
  @Field(() => processingWords, { nullable: true, description: 'It is this type.' })
  eq?: ProcessingWord | null;

  @Field(() => [processingWords], { nullable: true, description: 'It is one of these types.' })
  in?: ProcessingWord[] | null;
}

/** Conditions on what datasets and jobs have alike; no type of the API itself. */
@InputType()
abstract class CatalogFilter {
  @Field(() => LineageIdFilter, { nullable: true, description: 'Its id.' })
  id?: LineageIdFilter | null;

  @Field(() => LineageNameFilter, { nullable: true, description: 'Its name.' })
  name?: LineageNameFilter | null;

  @Field(() => LineageNameFilter, { nullable: true, description: 'Name of its namespace.' })
  namespace?: LineageNameFilter | null;

  @Field(() => LineageIdFilter, { nullable: true, description: 'Id of its namespace.' })
  namespaceId?: LineageIdFilter | null;

  @Field(() => LineageTagFilter, { nullable: true, description: 'A tag of its own; those of columns do not count.' })
  tag?: LineageTagFilter | null;

  @Field(() => LineageTimeFilter, { nullable: true, description: 'Time of the first event that names it.' })
  firstSeenAt?: LineageTimeFilter | null;

  @Field(() => LineageTimeFilter, { nullable: true, description: 'Time of the last event that names it.' })
  lastSeenAt?: LineageTimeFilter | null;
}

@InputType('DatasetFilter', { description: 'Which datasets. Everything given must hold; at most 5 levels deep and 50 filters in all.' })
export class DatasetFilterInput extends CatalogFilter implements DatasetFilter {
  @Field(() => [DatasetFilterInput], { nullable: true, description: 'All of these hold.' })
  and?: DatasetFilterInput[] | null;

  @Field(() => [DatasetFilterInput], { nullable: true, description: 'One of these holds.' })
  or?: DatasetFilterInput[] | null;

  @Field(() => DatasetFilterInput, { nullable: true, description: 'This does not hold.' })
  not?: DatasetFilterInput | null;

  @Field(() => DatasetStateFilter, { nullable: true, description: 'Whether it is still there.' })
  state?: DatasetStateFilter | null;

  @Field(() => LineageTagFilter, { nullable: true, description: 'A tag of one of its columns.' })
  columnTag?: LineageTagFilter | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether its newest schema has columns.' })
  hasColumns?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a job writes it, by the newest state of the graph.' })
  hasProducers?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a job reads it, by the newest state of the graph.' })
  hasConsumers?: boolean | null;
}

@InputType('JobFilter', { description: 'Which jobs. Everything given must hold; at most 5 levels deep and 50 filters in all.' })
export class JobFilterInput extends CatalogFilter implements JobFilter {
  @Field(() => [JobFilterInput], { nullable: true, description: 'All of these hold.' })
  and?: JobFilterInput[] | null;

  @Field(() => [JobFilterInput], { nullable: true, description: 'One of these holds.' })
  or?: JobFilterInput[] | null;

  @Field(() => JobFilterInput, { nullable: true, description: 'This does not hold.' })
  not?: JobFilterInput | null;

  @Field(() => ProcessingTypeFilter, { nullable: true, description: 'How it processes data.' })
  processingType?: ProcessingTypeFilter | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it reads a dataset, by the newest state of the graph.' })
  hasInputs?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it writes a dataset, by the newest state of the graph.' })
  hasOutputs?: boolean | null;
}
