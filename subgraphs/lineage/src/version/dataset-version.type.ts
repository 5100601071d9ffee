import type { LifecycleStateChange } from '@hotpass/openlineage';
import { PageInfo } from '@hotpass/server';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Run } from '../external/run.type.ts';
import { GraphPage } from '../node/graph-vertex.type.ts';
import { lifecycleStateChanges } from './lifecycle.type.ts';
import type { ChangedColumn, PlacedColumn } from './schema-change.ts';
import type { VersionRow } from './version.repository.ts';

@ObjectType({ description: 'A column as one schema describes it.' })
export class SchemaColumn {
  @Field(() => String, { name: 'name', description: 'Its path: field names from the outside in, joined by dots.' })
  path: string;

  @Field(() => Int, { description: 'Its place in the schema, from 1.' })
  ordinal: number;

  @Field(() => String, { nullable: true, description: "Its type in the dataset's own system." })
  type: string | null;

  @Field(() => String, { nullable: true, description: 'What it holds, in words.' })
  description: string | null;
}

@ObjectType({ description: 'A page of the columns of a version, in their order.' })
export class SchemaColumnConnection {
  @Field(() => [SchemaColumn], { description: 'The columns of this page.' })
  nodes: readonly PlacedColumn[];

  @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
  pageInfo: PageInfo;

  @Field(() => Int, { nullable: true, description: 'How many columns there are.' })
  totalCount: number;
}

@ObjectType({ description: 'A column whose type or description is another than before.' })
export class SchemaColumnChange {
  @Field(() => String, { name: 'name', description: 'Its path.' })
  path: string;

  @Field(() => SchemaColumn, { description: 'As the version before had it.' })
  before: PlacedColumn;

  @Field(() => SchemaColumn, { description: 'As this version has it.' })
  after: PlacedColumn;
}

@ObjectType({ description: 'How the columns of a version differ from those of the version before it that told its columns.' })
export class SchemaChange {
  addedColumns: readonly PlacedColumn[];
  removedColumns: readonly PlacedColumn[];
  changedColumns: readonly ChangedColumn[];

  @Field(() => Int, { description: 'How many columns are new.' })
  addedCount: number;

  @Field(() => Int, { description: 'How many columns are gone.' })
  removedCount: number;

  @Field(() => Int, { description: 'How many columns have another type or description.' })
  changedCount: number;
}

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A dataset as one run left it.' })
export class DatasetVersion {
  @Field(() => ID, {
    description: 'Derived from the dataset and the run that wrote it, or from the dataset and its producer’s word for the version.',
  })
  id: string;

  row: VersionRow;

  @Field(() => Run, { nullable: true, description: 'The run that wrote it; null when only a reader named it.' })
  run: Run | null;

  @Field(() => Date, { description: 'The last event of that run; of one that only readers named, when it was first read.' })
  at: Date;

  @Field(() => String, { nullable: true, description: "The producer's own word for the version." })
  version: string | null;

  @Field(() => lifecycleStateChanges, { nullable: true, description: 'What the run did to the dataset as a whole, when it tells.' })
  lifecycle: LifecycleStateChange | null;
}

@ObjectType({ description: 'A page of the versions of a dataset, newest first.' })
export class DatasetVersionConnection extends GraphPage {
  @Field(() => [DatasetVersion], { description: 'The versions of this page.' })
  nodes: readonly DatasetVersion[];
}

export function toDatasetVersion(row: VersionRow): DatasetVersion {
  const { id, run, at, version, lifecycle } = row;
  return Object.assign(new DatasetVersion(), { id, row, run: run === null ? null : { id: run }, at, version, lifecycle });
}
