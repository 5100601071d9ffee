import { DateTimeScalar } from '@hotpass/server';
import type * as openlineage from '@hotpass/openlineage';
import { Directive, Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import { Dataset } from '../external/dataset.type.ts';
import type { Run } from '../run/run.type.ts';
import type { DatasetRole } from './run-dataset.repository.ts';

export const VersionBasisEnum = { TOLD: 'TOLD', LAST_WRITE: 'LAST_WRITE', WRITTEN: 'WRITTEN' } as const;

export type VersionBasis = keyof typeof VersionBasisEnum;

registerEnumType(VersionBasisEnum, {
  name: 'VersionBasis',
  description: 'How it is known which version of a dataset a run used.',
  valuesConfig: {
    TOLD: { description: 'The run told it (version facet of an input).' },
    LAST_WRITE: { description: 'The run did not tell; this is what had been written last when it started.' },
    WRITTEN: { description: 'The run wrote it.' },
  },
});

@ObjectType({ description: 'How much of a dataset a run read or wrote, as it counted (inputStatistics, outputStatistics facets).' })
export class DatasetStatistics implements openlineage.DatasetStatistics {
  @Field(() => Float, { nullable: true, description: 'Rows.' })
  rowCount: number | null;

  @Field(() => Float, { nullable: true, description: 'Bytes.' })
  sizeBytes: number | null;

  @Field(() => Float, { nullable: true, description: 'Files.' })
  fileCount: number | null;
}

@ObjectType({ description: 'What a run measured in a column of a dataset.' })
export class ColumnMetrics implements openlineage.ColumnMetrics {
  @Field(() => String, { description: 'Name of the column.' })
  column: string;

  @Field(() => Float, { nullable: true, description: 'Rows without a value.' })
  nullCount: number | null;

  @Field(() => Float, { nullable: true, description: 'Different values.' })
  distinctCount: number | null;

  @Field(() => Float, { nullable: true, description: 'Values.' })
  count: number | null;

  @Field(() => Float, { nullable: true, description: 'All values added up.' })
  sum: number | null;

  @Field(() => Float, { nullable: true, description: 'The smallest value.' })
  min: number | null;

  @Field(() => Float, { nullable: true, description: 'The greatest value.' })
  max: number | null;
}

@ObjectType({ description: 'What a run measured in a dataset (dataQualityMetrics facet).' })
export class DataQualityMetrics implements openlineage.DataQualityMetrics {
  @Field(() => Float, { nullable: true, description: 'Rows.' })
  rowCount: number | null;

  @Field(() => Float, { nullable: true, description: 'Bytes.' })
  sizeBytes: number | null;

  @Field(() => Float, { nullable: true, description: 'Files.' })
  fileCount: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the dataset had changed last.' })
  lastUpdated: Date | null;

  @Directive('@listSize(assumedSize: 20)')
  @Field(() => [ColumnMetrics], { description: 'Its columns, as far as they were measured; all of them.' })
  columns: readonly ColumnMetrics[];
}

@ObjectType({ description: 'Something a run asked of a dataset, and whether it held (dataQualityAssertions facet).' })
export class DataQualityAssertion implements openlineage.DataQualityAssertion {
  @Field(() => String, { description: 'What was asked, such as not_null.' })
  assertion: string;

  @Field(() => Boolean, { description: 'Whether it held.' })
  success: boolean;

  @Field(() => String, { nullable: true, description: 'Of which column; null when of the dataset.' })
  column: string | null;

  @Field(() => String, { nullable: true, description: 'What follows when it does not hold, such as error or warn.' })
  severity: string | null;

  @Field(() => String, { nullable: true, description: 'What should be.' })
  expected: string | null;

  @Field(() => String, { nullable: true, description: 'What was found.' })
  actual: string | null;
}

@ObjectType({ description: 'A dataset as an input or output of a run.' })
export class RunDatasetEdge {
  @Field(() => Dataset, { nullable: true, description: 'The dataset.' })
  node: Dataset;

  @Field(() => String, { description: 'Page cursor of this place.' })
  cursor: string;

  /** Of which run; not part of the API. */
  run: Run;

  /** As what; not part of the API. */
  role: DatasetRole;
}
