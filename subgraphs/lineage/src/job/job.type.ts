import { Directive, Field, ObjectType } from 'type-graphql';
import type { NodeFilter } from '../catalog/catalog-filter.ts';
import { GraphPage, GraphVertex, toVertex } from '../node/graph-vertex.type.ts';
import type { NodeRow } from '../node/node.row.ts';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A process that reads and writes datasets, run again and again.' })
export class Job extends GraphVertex {}

@ObjectType({ description: 'A page of jobs, by name.' })
export class JobConnection extends GraphPage {
  @Field(() => [Job], { description: 'The jobs of this page.' })
  nodes: readonly Job[];

  /** Not part of the API: what is counted. */
  which: NodeFilter;
}

export function toJob(row: NodeRow): Job {
  return toVertex(row);
}
