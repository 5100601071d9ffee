import { PageInfo } from '@hotpass/server';
import { Directive, Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Dataset } from '../external/dataset.type.ts';
import { Facet } from '../facet/facet.type.ts';
import { RunDatasetEdge } from '../run-dataset/run-dataset-edge.type.ts';
import { Run } from '../run/run.type.ts';
import type { ComparisonGap as Gap, ComparisonPart } from './comparison-gap.ts';
import type { DatasetChange, DatasetDifferences } from './dataset-difference.ts';
import type { FacetChange } from './facet-difference.ts';

export const ComparisonBasisEnum = { GIVEN: 'GIVEN', LAST_SUCCESS: 'LAST_SUCCESS' } as const;

registerEnumType(ComparisonBasisEnum, {
  name: 'ComparisonBasis',
  description: 'How the other run of a comparison was chosen.',
  valuesConfig: {
    GIVEN: { description: 'It was named.' },
    LAST_SUCCESS: { description: 'It is the run of the same job that had completed last when the run started.' },
  },
});

const DatasetChangeEnum: Readonly<Record<DatasetChange, DatasetChange>> = {
  ADDED: 'ADDED',
  REMOVED: 'REMOVED',
  VERSION_CHANGED: 'VERSION_CHANGED',
  VERSION_UNKNOWN: 'VERSION_UNKNOWN',
  WRITTEN_AGAIN: 'WRITTEN_AGAIN',
  SAME: 'SAME',
};

registerEnumType(DatasetChangeEnum, {
  name: 'DatasetChange',
  description: 'What became of an input or output from the other run to this one.',
  valuesConfig: {
    ADDED: { description: 'Only this run names it.' },
    REMOVED: { description: 'Only the other run names it.' },
    VERSION_CHANGED: { description: 'Both name it, in different versions.' },
    VERSION_UNKNOWN: { description: 'Both read it; of one of them it is not known which version.' },
    WRITTEN_AGAIN: { description: 'Both wrote it, without a word for the version.' },
    SAME: { description: 'Both name it, in the same version.' },
  },
});

const FacetChangeEnum: Readonly<Record<FacetChange, FacetChange>> = { ADDED: 'ADDED', REMOVED: 'REMOVED', CHANGED: 'CHANGED' };

registerEnumType(FacetChangeEnum, {
  name: 'FacetChange',
  description: 'What became of a facet or parameter from the other run to this one.',
  valuesConfig: {
    ADDED: { description: 'Only this run has it.' },
    REMOVED: { description: 'Only the other run has it.' },
    CHANGED: { description: 'It says something else.' },
  },
});

const parts: Readonly<Record<ComparisonPart, string>> = {
  OTHER_RUN: 'The run to compare with.',
  DURATION: 'How long they took.',
  INPUTS: 'What they read.',
  INPUT_VERSIONS: 'Which versions they read.',
  OUTPUTS: 'What they wrote.',
  PARAMETERS: 'What they were started with.',
  CODE: 'Their code.',
  FACETS: 'Their facets.',
  ERROR: 'Why they failed.',
};

const ComparisonPartEnum = Object.fromEntries(Object.keys(parts).map((part) => [part, part])) as Readonly<
  Record<ComparisonPart, ComparisonPart>
>;

registerEnumType(ComparisonPartEnum, {
  name: 'ComparisonPart',
  description: 'A part of a comparison.',
  valuesConfig: Object.fromEntries(Object.entries(parts).map(([part, description]) => [part, { description }])),
});

@ObjectType({ description: 'Something a comparison cannot say.' })
export class ComparisonGap implements Gap {
  @Field(() => ComparisonPartEnum, { description: 'Of which part.' })
  part: ComparisonPart;

  @Field(() => String, { description: 'Why, in a sentence for people.' })
  words: string;
}

@ObjectType({ description: 'A dataset that one or both of two runs read or wrote.' })
export class DatasetDifference {
  @Field(() => Dataset, { nullable: true, description: 'The dataset, by the name that this run has for it, else the other.' })
  dataset: Dataset;

  @Field(() => DatasetChangeEnum, { description: 'What became of it.' })
  change: DatasetChange;

  @Field(() => RunDatasetEdge, { nullable: true, description: 'What this run tells of it; null when it does not name it.' })
  inRun: RunDatasetEdge | null;

  @Field(() => RunDatasetEdge, { nullable: true, description: 'What the other run tells of it; null when it does not name it.' })
  inOther: RunDatasetEdge | null;
}

@ObjectType({ description: 'How many datasets of two runs changed, by how.' })
export class DatasetChangeCount {
  @Field(() => DatasetChangeEnum, { description: 'How.' })
  change: DatasetChange;

  @Field(() => Int, { description: 'How many.' })
  count: number;
}

@ObjectType({ description: 'A page of the datasets of two runs (Relay Cursor Connections), what changed most first, then by id.' })
export class DatasetDifferenceConnection {
  @Field(() => [DatasetDifference], { description: 'The datasets of this page.' })
  nodes: DatasetDifference[];

  @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
  pageInfo: PageInfo;

  @Field(() => Int, { nullable: true, description: 'How many there are; null when more than are compared.' })
  totalCount: number | null;

  @Directive('@listSize(assumedSize: 6)')
  @Field(() => [DatasetChangeCount], {
    description: 'How many there are of each change, in pages or not; changes of which there are none are left out.',
  })
  counts: DatasetChangeCount[];

  @Field(() => Boolean, { description: 'There are more than 20,000 datasets; the rest is not compared.' })
  truncated: boolean;
}

@ObjectType({ description: 'A facet in which two runs differ. Who made it and by which schema is not compared.' })
export class FacetDifference {
  @Field(() => String, { description: 'Its name.' })
  name: string;

  @Field(() => FacetChangeEnum, { description: 'What became of it.' })
  change: FacetChange;

  @Field(() => Facet, { nullable: true, description: 'As this run has it.' })
  inRun: object | null;

  @Field(() => Facet, { nullable: true, description: 'As the other run has it.' })
  inOther: object | null;
}

@ObjectType({ description: 'A parameter in which two runs differ.' })
export class ParameterDifference {
  @Field(() => String, { description: 'Which parameter.' })
  key: string;

  @Field(() => FacetChangeEnum, { description: 'What became of it.' })
  change: FacetChange;

  @Field(() => String, { nullable: true, description: 'Its value in this run; null when it has none, or none of one word.' })
  value: string | null;

  @Field(() => String, { nullable: true, description: 'Its value in the other run; null when it has none, or none of one word.' })
  otherValue: string | null;
}

@ObjectType({ description: 'A run beside another one: by itself beside the last that went well.' })
export class RunComparison {
  @Field(() => Run, { description: 'The run.' })
  run: Run;

  @Field(() => Run, { nullable: true, description: 'The other run; null when there is none, of which `gaps` has the reason.' })
  other: Run | null;

  @Field(() => ComparisonBasisEnum, { description: 'How the other run was chosen.' })
  basis: keyof typeof ComparisonBasisEnum;

  @Field(() => Float, {
    nullable: true,
    description: 'How many milliseconds longer this run took, negative when shorter; null when not known of both.',
  })
  durationChangeMs: number | null;
}

export function changeCounts({ differences }: DatasetDifferences): DatasetChangeCount[] {
  const counted = Map.groupBy(differences, ({ change }) => change);
  return [...counted].map(([change, of]) => Object.assign(new DatasetChangeCount(), { change, count: of.length }));
}
