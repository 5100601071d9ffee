import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { GraphPage } from '../node/graph-vertex.type.ts';
import type { ColumnRow } from './column.repository.ts';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A column of a dataset: a field of its newest schema, or one that column lineage names.' })
export class Column {
  @Field(() => ID, { description: 'Derived from the dataset and its path, so it is the same on every hub.' })
  id: string;

  datasetId: string;

  @Field(() => String, { description: 'Its path: field names from the outside in, joined by dots.' })
  name: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Its place in the newest schema, from 1, nested ones counted; null when that has no such column.',
  })
  ordinal: number | null;

  @Field(() => String, { nullable: true, description: "Its type in the dataset's own system." })
  type: string | null;

  documentation: string | null;
}

@ObjectType({ description: 'A page of the columns of a dataset, in their order.' })
export class ColumnConnection extends GraphPage {
  datasetId: string;

  @Field(() => [Column], { description: 'The columns of this page.' })
  nodes: readonly Column[];
}

export function toColumn({ id, dataset, path, ordinal, type, description }: ColumnRow): Column {
  return Object.assign(new Column(), { id, datasetId: dataset, name: path, ordinal, type, documentation: description });
}
