import { PageInfo, pageInfoOf } from '@hotpass/server';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { nodeKinds } from '../graph/lineage-slice.type.ts';
import type { NodeKind } from '../graph/lineage-slice.type.ts';
import { neighbourKey, type FoundNeighbours } from './neighbours.service.ts';

@ObjectType({ description: 'A dataset or job one edge away.' })
export class Neighbour {
  @Field(() => ID, { description: 'Id of the dataset or job.' })
  id: string;

  @Field(() => nodeKinds, { description: 'What it is.' })
  kind: NodeKind;

  @Field(() => String, { description: 'Its name.' })
  name: string;

  @Field(() => Int, { description: 'Jobs that read it, or datasets it writes.' })
  uses: number;
}

@ObjectType({ description: 'A page of what is one edge away, most used first, then by name.' })
export class NeighbourConnection {
  @Field(() => [Neighbour], { description: 'The datasets or jobs of this page.' })
  nodes: readonly Neighbour[];

  @Field(() => Int, { description: 'How many there are, with such a name when one was asked for.' })
  totalCount: number;

  @Field(() => Boolean, { description: 'Whether these are all; if not, there are more than 10,000 and only those are counted and listed.' })
  complete: boolean;

  @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
  pageInfo: PageInfo;

  @Field(() => String, { description: 'Place in the log this page shows.' })
  cursor: string;
}

export function toNeighbourConnection({
  neighbours,
  total,
  hasNextPage,
  complete,
  isFirstPage,
  cursor,
}: FoundNeighbours): NeighbourConnection {
  return {
    nodes: neighbours.map((one) => Object.assign(new Neighbour(), { ...one, kind: one.kind === 'job' ? 'JOB' : 'DATASET' })),
    totalCount: total,
    complete,
    pageInfo: pageInfoOf(neighbours, neighbourKey, { hasNextPage, hasPreviousPage: !isFirstPage }),
    cursor,
  };
}
