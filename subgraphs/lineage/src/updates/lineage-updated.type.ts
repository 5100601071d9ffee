import { Field, ID, ObjectType } from 'type-graphql';
import { ColumnEdge } from '../column-trace/column-edge.type.ts';
import { LineageEdge, LineageNode, toLineageEdge, toLineageNode } from '../graph/lineage-graph.type.ts';
import type { TimedChange } from './updates.service.ts';

@ObjectType({
  description:
    'What changed in a part of the lineage graph since the event before. Put in what it tells, take out what it says is gone; ids it takes out may be unknown.',
})
export class LineageUpdatedEvent {
  @Field(() => String, { description: 'Log position up to which this is true: give it as `after` to go on from here.' })
  cursor: string;

  @Field(() => [LineageNode], {
    description:
      'Vertices that are new, lie at another distance, hide other numbers of neighbours, or were told of: what is known of them may be new.',
  })
  nodes: readonly LineageNode[];

  @Field(() => [ID], { description: 'Vertices that are no longer shown.' })
  removedNodeIds: readonly string[];

  @Field(() => [LineageEdge], { description: 'Edges that are new, taken from something else, or whose times may be new.' })
  edges: readonly LineageEdge[];

  @Field(() => [ID], { description: 'Edges that are no longer shown.' })
  removedEdgeIds: readonly string[];

  @Field(() => [ColumnEdge], { description: 'Dependencies on the path of `columnPath` that are new or taken from something else.' })
  columnEdges: readonly ColumnEdge[];

  @Field(() => [ID], { description: 'Dependencies that are no longer on it.' })
  removedColumnEdgeIds: readonly string[];

  @Field(() => Boolean, { description: 'Whether something within the depths is left out by a limit.' })
  truncated: boolean;
}

export function toLineageUpdatedEvent(cursor: string, change: TimedChange): LineageUpdatedEvent {
  const { nodes, edges, ...gone } = change;
  return Object.assign(new LineageUpdatedEvent(), { ...gone, cursor, nodes: nodes.map(toLineageNode), edges: edges.map(toLineageEdge) });
}
