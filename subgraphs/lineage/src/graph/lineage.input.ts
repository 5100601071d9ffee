import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { directions, lineageDefaults } from './lineage-request.ts';
import type { Direction, LineageRequest } from './lineage-request.ts';

registerEnumType(directions, {
  name: 'LineageDirection',
  description: 'Which way to walk from the root.',
  valuesConfig: {
    BOTH: { description: 'Up and down, as two walks.' },
    UPSTREAM: { description: 'To where data comes from.' },
    DOWNSTREAM: { description: 'To where data goes.' },
  },
});

@InputType({ description: 'Which part of the lineage graph.' })
export class LineageInput implements LineageRequest {
  @Field(() => ID, { description: 'Id of the dataset or job to start from.' })
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

  @Field(() => Int, {
    nullable: true,
    defaultValue: lineageDefaults.maxNodes,
    description:
      'Most vertices to answer with, nearest first. 1 to 10,000; what is selected of each of them counts against the limit of cost of an operation.',
  })
  maxNodes: number | null;
}
