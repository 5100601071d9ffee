import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { ColumnEdge } from '../column-trace/column-edge.type.ts';
import { LineageEdge, toLineageEdge } from '../graph/lineage-graph.type.ts';
import type { FoundLineagePaths, TimedPath } from './paths.service.ts';

@ObjectType({ description: 'A dataset, job or column that a path passes.' })
export class LineagePathNode {
  @Field(() => ID, { description: 'Id of the dataset or job.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'Path of its column, of a path of columns; null is the dataset as a whole.' })
  column: string | null;
}

@ObjectType({ description: 'How data gets from one vertex to another. It comes twice to none.' })
export class LineagePath {
  @Field(() => Int, { description: 'Steps from its first vertex to its last.' })
  length: number;

  @Directive('@listSize(assumedSize: 25)')
  @Field(() => [LineagePathNode], { description: 'What it passes, from the first to the last.' })
  nodes: readonly LineagePathNode[];

  @Directive('@listSize(assumedSize: 25)')
  @Field(() => [LineageEdge], { description: 'The edges between them, in order; none of a path of columns.' })
  edges: readonly LineageEdge[];

  @Directive('@listSize(assumedSize: 25)')
  @Field(() => [ColumnEdge], { description: 'Of a path of columns all dependencies between each and the next, in order.' })
  columnEdges: readonly ColumnEdge[];
}

@ObjectType({ description: 'The shortest paths from one vertex to another.' })
export class LineagePaths {
  @Field(() => [LineagePath], { description: 'The paths, shortest first; empty when nothing leads from the one to the other.' })
  paths: readonly LineagePath[];

  @Field(() => Boolean, { description: 'Whether there are more than `maxPaths`.' })
  hasMore: boolean;

  @Field(() => Boolean, { description: 'Whether everything between the two was seen; if not, there may be other and shorter paths.' })
  complete: boolean;

  @Field(() => Date, { nullable: true, description: 'The instant of valid time it shows, as it was asked for; null is the newest state.' })
  asOf: Date | null;

  @Field(() => String, { description: 'Place in the log these paths show.' })
  cursor: string;
}

export function toLineagePaths({ paths, ...found }: FoundLineagePaths): LineagePaths {
  return { ...found, paths: paths.map(toLineagePath) };
}

function toLineagePath({ vertices, edges, columnEdges }: TimedPath): LineagePath {
  return {
    length: vertices.length - 1,
    nodes: vertices.map((vertex) => Object.assign(new LineagePathNode(), vertex)),
    edges: edges.map(toLineageEdge),
    columnEdges,
  };
}
