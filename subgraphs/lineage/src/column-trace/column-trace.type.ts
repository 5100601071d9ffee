import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ColumnEdge } from './column-edge.type.ts';

@ObjectType({ description: 'A column that a trace came to.' })
export class ColumnTraceStep {
  @Field(() => Int, {
    description: 'Steps from the column traced, negative upstream. Reached both ways: the smaller distance, upstream on a tie.',
  })
  hop: number;

  @Field(() => ID, { description: 'Id of the dataset; of one with several names, the one that stands for all of them.' })
  datasetId: string;

  @Field(() => String, { nullable: true, description: 'Path of the column; null is the dataset as a whole.' })
  column: string | null;
}

@ObjectType({ description: 'Where the data of a column comes from or goes, over any number of steps.' })
export class ColumnTrace {
  @Field(() => [ColumnTraceStep], { description: 'The columns it came to, nearest first; the first is the one traced.' })
  steps: readonly ColumnTraceStep[];

  @Field(() => [ColumnEdge], { description: 'The dependencies it followed, nearest first, each once.' })
  edges: readonly ColumnEdge[];

  @Field(() => Date, { nullable: true, description: 'The instant of valid time it shows, as it was asked for; null is the newest state.' })
  asOf: Date | null;

  @Field(() => Boolean, { description: 'Whether it goes on beyond the dependencies shown.' })
  truncated: boolean;

  @Field(() => String, { description: 'Place in the log this trace shows.' })
  cursor: string;
}
