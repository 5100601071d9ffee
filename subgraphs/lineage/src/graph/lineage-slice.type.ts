import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Basis } from '../projection/latest.ts';
import { columnEdgeRules, transformationTypes } from '../column-trace/column-edge.type.ts';
import type { ColumnEdgeRule, TransformationType } from '../lineage-index/lineage-index.ts';
import { bases } from './edge-basis.type.ts';
import type { TimedSlice } from './graph.service.ts';

export const nodeKinds = { DATASET: 'DATASET', JOB: 'JOB' } as const;

export type NodeKind = keyof typeof nodeKinds;

registerEnumType(nodeKinds, {
  name: 'NodeKind',
  description: 'What a vertex of the graph is.',
  valuesConfig: { DATASET: { description: 'A dataset.' }, JOB: { description: 'A job.' } },
});

@ObjectType({
  description:
    'The same part of the graph as `lineage` answers, packed for drawing: arrays of equal length, one item a vertex or an edge. Vertices are meant by their index.',
})
export class LineageSlice {
  @Field(() => [ID], { description: 'Ids of the datasets and jobs, nearest first; the first is the root.' })
  ids: readonly string[];

  @Field(() => [nodeKinds], { description: 'What each vertex is.' })
  kinds: readonly NodeKind[];

  @Field(() => [Int], { description: 'The namespace of each vertex, as an index of `namespaceNames`.' })
  namespaces: readonly number[];

  @Field(() => [String], { description: 'Names of the namespaces that occur, each once.' })
  namespaceNames: readonly string[];

  @Field(() => [String], { description: 'Name of each vertex.' })
  names: readonly string[];

  @Field(() => [Int], { description: 'Edges from the root to each vertex, negative upstream.' })
  hops: readonly number[];

  @Field(() => [Int], { description: 'Upstream neighbours of each vertex that are not in the slice.' })
  hiddenUpstream: readonly number[];

  @Field(() => [Int], { description: 'Downstream neighbours of each vertex that are not in the slice.' })
  hiddenDownstream: readonly number[];

  @Field(() => [ID], { description: 'Id of each edge.' })
  edgeIds: readonly string[];

  @Field(() => [Int], { description: 'Where each edge begins.' })
  edgeSources: readonly number[];

  @Field(() => [Int], { description: 'Where each edge ends.' })
  edgeTargets: readonly number[];

  @Field(() => [bases], { description: 'What each edge was taken from.' })
  edgeBasis: readonly Basis[];

  @Field(() => [Date], { description: 'Since when the view has had each edge.' })
  edgeFirstSeenAt: readonly Date[];

  @Field(() => [Date], { description: 'Time of the last event each edge is taken from.' })
  edgeLastSeenAt: readonly Date[];

  @Field(() => [ID], {
    description: 'Id of each dependency on the path of the column `columnPath`; the other lists beginning with `columnEdge` go with it.',
  })
  columnEdgeIds: readonly string[];

  @Field(() => [Int], { nullable: 'items', description: 'The job that makes each; null when a dataset event told it.' })
  columnEdgeJobs: readonly (number | null)[];

  @Field(() => [Int], { description: 'The dataset each comes from.' })
  columnEdgeSources: readonly number[];

  @Field(() => [String], { nullable: 'items', description: 'The column each comes from; null is the dataset as a whole.' })
  columnEdgeSourceColumns: readonly (string | null)[];

  @Field(() => [Int], { description: 'The dataset each goes to.' })
  columnEdgeTargets: readonly number[];

  @Field(() => [String], { nullable: 'items', description: 'The column each goes to; null is the dataset as a whole.' })
  columnEdgeTargetColumns: readonly (string | null)[];

  @Field(() => [transformationTypes], {
    nullable: 'items',
    description: 'How the one depends on the other; null where only the job is known.',
  })
  columnEdgeTypes: readonly (TransformationType | null)[];

  @Field(() => [String], { nullable: 'items', description: "The producer's own word for the kind of transformation." })
  columnEdgeSubtypes: readonly (string | null)[];

  @Field(() => [Boolean], { description: 'Whether the producer says that values are masked.' })
  columnEdgeMasking: readonly boolean[];

  @Field(() => [columnEdgeRules], { description: 'What each is known from.' })
  columnEdgeRules: readonly ColumnEdgeRule[];

  @Field(() => [bases], { description: 'What each was taken from.' })
  columnEdgeBasis: readonly Basis[];

  @Field(() => Date, { nullable: true, description: 'The instant of valid time it shows, as it was asked for; null is the newest state.' })
  asOf: Date | null;

  @Field(() => Boolean, { description: 'Whether something within the depths is left out by a limit; the hidden counts say where.' })
  truncated: boolean;

  @Field(() => String, { description: 'Place in the log this slice shows.' })
  cursor: string;
}

export function toLineageSlice({ nodes, edges, columnEdges, asOf, truncated, cursor }: TimedSlice): LineageSlice {
  const namespaceNames = [...new Set(nodes.map((node) => node.namespace))];
  const namespaceIndex = new Map(namespaceNames.map((name, i) => [name, i]));
  const indexOf = new Map(nodes.map((node, i) => [node.id, i]));
  return {
    ids: nodes.map((node) => node.id),
    kinds: nodes.map((node) => (node.kind === 'job' ? 'JOB' : 'DATASET')),
    namespaces: nodes.map((node) => namespaceIndex.get(node.namespace)!),
    namespaceNames,
    names: nodes.map((node) => node.name),
    hops: nodes.map((node) => node.hop),
    hiddenUpstream: nodes.map((node) => node.hiddenUpstream),
    hiddenDownstream: nodes.map((node) => node.hiddenDownstream),
    edgeIds: edges.map((edge) => edge.id),
    edgeSources: edges.map((edge) => indexOf.get(edge.sourceId)!),
    edgeTargets: edges.map((edge) => indexOf.get(edge.targetId)!),
    edgeBasis: edges.map((edge) => edge.basis),
    edgeFirstSeenAt: edges.map((edge) => edge.firstSeen),
    edgeLastSeenAt: edges.map((edge) => edge.lastSeen),
    ...packColumnEdges(columnEdges, indexOf),
    asOf,
    truncated,
    cursor,
  };
}

function packColumnEdges(edges: TimedSlice['columnEdges'], indexOf: ReadonlyMap<string, number>) {
  return {
    columnEdgeIds: edges.map((edge) => edge.id),
    columnEdgeJobs: edges.map((edge) => (edge.jobId === null ? null : indexOf.get(edge.jobId)!)),
    columnEdgeSources: edges.map((edge) => indexOf.get(edge.sourceId)!),
    columnEdgeSourceColumns: edges.map((edge) => edge.sourceColumn),
    columnEdgeTargets: edges.map((edge) => indexOf.get(edge.targetId)!),
    columnEdgeTargetColumns: edges.map((edge) => edge.targetColumn),
    columnEdgeTypes: edges.map((edge) => edge.type),
    columnEdgeSubtypes: edges.map((edge) => edge.subtype),
    columnEdgeMasking: edges.map((edge) => edge.masking),
    columnEdgeRules: edges.map((edge) => edge.rule),
    columnEdgeBasis: edges.map((edge) => edge.basis),
  } satisfies Partial<LineageSlice>;
}
