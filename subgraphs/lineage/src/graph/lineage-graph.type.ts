import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { SliceNode } from '../lineage-index/lineage-index.ts';
import type { Basis } from '../projection/latest.ts';
import { ColumnEdge } from '../column-trace/column-edge.type.ts';
import { bases } from './edge-basis.type.ts';
import type { TimedEdge } from './timed-edges.ts';

@InterfaceType({
  description: 'A vertex of a lineage graph.',
  resolveType: (node) => (node instanceof JobNode ? 'JobNode' : 'DatasetNode'),
})
export abstract class LineageNode {
  @Field(() => ID, { description: 'Id of the dataset or job.' })
  id: string;

  @Field(() => Int, { description: 'Edges from the root, negative upstream. Reached both ways: the smaller distance, upstream on a tie.' })
  hop: number;

  @Field(() => Int, { description: 'Upstream neighbours that this graph does not show.' })
  hiddenUpstream: number;

  @Field(() => Int, { description: 'Downstream neighbours that this graph does not show.' })
  hiddenDownstream: number;
}

@ObjectType({ implements: LineageNode, description: 'A dataset in a lineage graph.' })
export class DatasetNode extends LineageNode {}

@ObjectType({ implements: LineageNode, description: 'A job in a lineage graph.' })
export class JobNode extends LineageNode {}

@ObjectType({ description: 'A dataset a job reads, or a job and a dataset it writes.' })
export class LineageEdge {
  @Field(() => ID, { description: 'Derived from its two ends.' })
  id: string;

  @Field(() => ID, { description: 'Where data comes from.' })
  sourceId: string;

  @Field(() => ID, { description: 'Where it goes.' })
  targetId: string;

  @Field(() => bases, { description: 'What it was taken from.' })
  basis: Basis;

  @Field(() => Date, {
    description:
      'Since when this view has had it, on whatever basis: LATEST since it first took it from anything, CUMULATIVE since the first run or JobEvent that named it.',
  })
  firstSeenAt: Date;

  @Field(() => Date, { description: 'Time of the last event of the run, or of the JobEvent, it is taken from; not later than `asOf`.' })
  lastSeenAt: Date;
}

@ObjectType({ description: 'The part of the lineage graph around a root.' })
export class LineageGraph {
  @Field(() => LineageNode, {
    description: 'Where the walks began. Of a dataset with several names, the vertex that stands for all of them.',
  })
  root: LineageNode;

  @Field(() => [LineageNode], { description: 'The vertices, nearest first; the root is one of them.' })
  nodes: readonly LineageNode[];

  @Field(() => [LineageEdge], { description: 'Every edge between these vertices.' })
  edges: readonly LineageEdge[];

  @Field(() => [ColumnEdge], {
    description: 'The path of the column `columnPath` between these vertices, nearest first, by LATEST in either view; at most `maxNodes`.',
  })
  columnEdges: readonly ColumnEdge[];

  @Field(() => Date, { nullable: true, description: 'The instant of valid time it shows, as it was asked for; null is the newest state.' })
  asOf: Date | null;

  @Field(() => Boolean, { description: 'Whether something within the depths is left out by a limit; the hidden counts say where.' })
  truncated: boolean;

  @Field(() => String, { description: 'Place in the log this graph shows.' })
  cursor: string;
}

export function toLineageNode({ kind, id, hop, hiddenUpstream, hiddenDownstream }: SliceNode): LineageNode {
  return Object.assign(kind === 'job' ? new JobNode() : new DatasetNode(), { id, hop, hiddenUpstream, hiddenDownstream });
}

export function toLineageEdge({ id, sourceId, targetId, basis, firstSeen, lastSeen }: TimedEdge): LineageEdge {
  return { id, sourceId, targetId, basis, firstSeenAt: firstSeen, lastSeenAt: lastSeen };
}
