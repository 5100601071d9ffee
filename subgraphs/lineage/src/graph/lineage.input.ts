import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { directions, lineageDefaults, views } from './lineage-request.ts';
import type { Direction, LineageRequest, LineageView } from './lineage-request.ts';

registerEnumType(directions, {
  name: 'LineageDirection',
  description: 'Which way to walk from the root.',
  valuesConfig: {
    BOTH: { description: 'Up and down, as two walks.' },
    UPSTREAM: { description: 'To where data comes from.' },
    DOWNSTREAM: { description: 'To where data goes.' },
  },
});

registerEnumType(views, {
  name: 'LineageView',
  description: 'Which edges count.',
  valuesConfig: {
    LATEST: { description: 'What each job reads and writes by its newest completed run, or what there is in place of one.' },
    CUMULATIVE: { description: 'Everything any run or JobEvent of the window ever named.' },
  },
});

@InputType({ description: 'Which part of the lineage graph.' })
export class LineageInput implements LineageRequest {
  @Field(() => ID, { description: 'Id of the dataset or job to start from. Any name of a dataset with several will do.' })
  rootId: string;

  @Field(() => directions, { nullable: true, defaultValue: lineageDefaults.direction, description: 'Which way to walk.' })
  direction: Direction | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: lineageDefaults.upstreamDepth,
    description: "Steps upstream, counted between vertices of the root's kind: 1 from a dataset is the datasets it is made from. 0 to 100.",
  })
  upstreamDepth: number | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: lineageDefaults.downstreamDepth,
    description: "Steps downstream, counted between vertices of the root's kind. 0 to 100.",
  })
  downstreamDepth: number | null;

  @Field(() => views, { nullable: true, defaultValue: lineageDefaults.view, description: 'Which edges count.' })
  view: LineageView | null;

  @Field(() => Date, {
    nullable: true,
    description: 'Beginning of the window of the view CUMULATIVE, which ends at `asOf`; from the first event on when not given.',
  })
  since: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'Shows the graph as it was at this instant, by all that is known of it today; the newest state when not given.',
  })
  asOf: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Path of a column of the root, which must be a dataset: `columnEdges` are what it depends on and what depends on it, as far as it is shown.',
  })
  columnPath: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Shows only what carries one of these tags, written as `key` or as `key:value` (a dataset carries those of its columns too), and jobs next to a shown dataset. ' +
      'What is not shown is counted as hidden, and paths lead on through it. At most 100; an empty list filters nothing.',
  })
  tags: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Shows only what is in one of these namespaces, and jobs next to a shown dataset. ' +
      'What is not shown is counted as hidden, and paths lead on through it. At most 100; an empty list filters nothing.',
  })
  namespaces: string[] | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: lineageDefaults.maxNodes,
    description:
      'Most vertices to answer with, nearest first. 1 to 10,000; what is selected of each of them counts against the limit of cost of an operation. ' +
      'Of one vertex at most 100 neighbours each way are followed and the others counted as hidden; `impact` lists all that is downstream.',
  })
  maxNodes: number | null;
}
