import type { ReadTx } from '@hotpass/log';
import type { Basis } from '../projection/latest.ts';

/** Which state of the graph. */
export interface Instant {
  /** Valid time to look at; the newest state unless given. */
  readonly validAt?: Date;
  /** Position of the log whose knowledge to look with; all of it unless given. */
  readonly knownAt?: number;
}

/** Which edges count. */
export interface View extends Instant {
  /** Every pair ever named up to `validAt`, in place of LATEST of every job. */
  readonly cumulative?: boolean;
  /** Of the cumulative view: only what was named since. */
  readonly since?: Date;
}

/** Which part of the graph, around one vertex. */
export interface SliceQuery extends View {
  readonly rootId: string;
  /** Steps between vertices of the root's kind; 0 is the root alone on that side. */
  readonly upstreamDepth: number;
  readonly downstreamDepth: number;
  /** Vertices kept, by (distance, kind, namespace, name). */
  readonly maxNodes: number;
  /**
   * Shown are the root, vertices of these namespaces that carry one of these tags, and jobs next to a shown dataset.
   * Walks pass through the others.
   */
  readonly namespaces?: readonly string[];
  readonly tags?: readonly string[];
}

export interface SliceNode {
  readonly id: string;
  readonly kind: 'dataset' | 'job';
  readonly namespace: string;
  readonly name: string;
  /** Edges from the root, negative upstream. Reached both ways: the smaller distance, upstream on a tie. */
  readonly hop: number;
  /** Neighbours that are not in the slice, counted exactly. */
  readonly hiddenUpstream: number;
  readonly hiddenDownstream: number;
}

export interface SliceEdge {
  readonly sourceId: string;
  readonly targetId: string;
  readonly basis: Basis;
}

export interface Slice {
  /** By distance; the root comes first. A dataset with several names is one vertex, its representative. */
  readonly nodes: readonly SliceNode[];
  /** Every edge between vertices of the slice, by (source, target). */
  readonly edges: readonly SliceEdge[];
  /** A vertex within the depths is left out, by a limit and not by what was asked for. */
  readonly truncated: boolean;
}

/** Which way data is followed, and from which column. */
export interface ColumnTraceQuery extends Instant {
  readonly datasetId: string;
  /** Path of the column; null traces the dataset as a whole. */
  readonly column: string | null;
  readonly direction: 'UPSTREAM' | 'DOWNSTREAM';
  /** Edges kept, nearest first. */
  readonly maxEdges: number;
  /** Steps from the root; as far as it goes unless given. */
  readonly maxHops?: number;
}

export type ColumnEdgeRule = 'LINEAGE_FACET' | 'COLUMN_LINEAGE_FACET' | 'JOB_LEVEL';

export type TransformationType = 'DIRECT' | 'INDIRECT';

/** A dependency between columns. A column that is null stands for the dataset as a whole. */
export interface ColumnDependency {
  readonly jobId: string | null;
  readonly sourceId: string;
  readonly sourceColumn: string | null;
  readonly targetId: string;
  readonly targetColumn: string | null;
  /** Null where it is known of the job only. */
  readonly type: TransformationType | null;
  readonly subtype: string | null;
  readonly masking: boolean;
  readonly rule: ColumnEdgeRule;
  readonly basis: Basis;
}

export interface TracedColumnEdge extends ColumnDependency {
  /** Steps from the root of the trace to the farther end, from 1. */
  readonly hop: number;
}

export interface ColumnTrace {
  /** The dataset traced, by the name that stands for all it has. */
  readonly rootId: string;
  /** By hop, then by what they join. */
  readonly edges: readonly TracedColumnEdge[];
  /** There are more edges than were to be kept. */
  readonly truncated: boolean;
}

/** What depends on a vertex, or on a column of it. */
export interface ImpactQuery extends Instant {
  readonly rootId: string;
  /** Path of a column of a dataset; null asks about the vertex itself. */
  readonly column: string | null;
  readonly pageSize: number;
  /** Last of the page before. */
  readonly after: Pick<AffectedVertex, 'uses' | 'hop' | 'id'> | null;
}

export interface AffectedVertex {
  readonly id: string;
  readonly kind: 'dataset' | 'job';
  /** Edges from the root. */
  readonly hop: number;
  /** Neighbours downstream. */
  readonly uses: number;
}

export interface ImpactHop {
  readonly hop: number;
  readonly datasets: number;
  readonly jobs: number;
  /** Columns that are known by name, when a column was asked about. */
  readonly columns: number;
}

/** Why a walk ended before the graph did. */
export type Incompleteness = 'BOUND' | 'DEADLINE';

export interface Impact {
  readonly rootId: string;
  /** The root is not counted. Hops before the last are complete in any case. */
  readonly byHop: readonly ImpactHop[];
  /** A page of what is affected, by (uses, hop, id), most used first. */
  readonly affected: readonly AffectedVertex[];
  readonly hasNextPage: boolean;
  readonly incomplete: Incompleteness | null;
}

/** What is one edge away from a vertex on one side. */
export interface NeighboursQuery extends Instant {
  readonly rootId: string;
  readonly direction: 'UPSTREAM' | 'DOWNSTREAM';
  /** Part of their names, whatever the case; null is all. */
  readonly text: string | null;
  readonly pageSize: number;
  /** Last of the page before. */
  readonly after: Pick<Neighbour, 'uses' | 'name' | 'id'> | null;
}

export interface Neighbour {
  readonly id: string;
  readonly kind: 'dataset' | 'job';
  readonly namespace: string;
  readonly name: string;
  /** Neighbours downstream. */
  readonly uses: number;
}

export interface Neighbours {
  /** A page by (uses, name, id), most used first. */
  readonly neighbours: readonly Neighbour[];
  /** How many there are with such a name. */
  readonly total: number;
  readonly hasNextPage: boolean;
  /** There are not more than the bound. */
  readonly complete: boolean;
}

/** How two vertices, or columns, hang together downstream from the one to the other. */
export interface PathsQuery extends Instant {
  readonly fromId: string;
  readonly toId: string;
  /** Paths of columns; with either of them paths of columns are asked for, null being the dataset as a whole. */
  readonly fromColumn: string | null;
  readonly toColumn: string | null;
  readonly maxPaths: number;
}

export interface PathVertex {
  readonly id: string;
  readonly column: string | null;
}

export interface LineagePath {
  readonly vertices: readonly PathVertex[];
  /** One between each two vertices; none where columns were asked for. */
  readonly edges: readonly SliceEdge[];
  /** At least one between each two columns. */
  readonly columnEdges: readonly ColumnDependency[];
}

export interface Paths {
  /** Shortest first, then by what they pass; none comes twice to one vertex. */
  readonly paths: readonly LineagePath[];
  readonly hasMore: boolean;
  /** The search ended before it had seen everything between the two. */
  readonly incomplete: boolean;
}

/** Vertices, or dependencies of columns, after which a walk without other limits ends. */
export const impactBound = 100_000;
/** The same for the search between two vertices. */
export const pathsBound = 20_000;

/** Neighbours of one vertex that are listed in one direction. */
export const neighboursBound = 10_000;

/** Neighbours of one vertex that a walk follows in one direction; how many more there are is counted. */
export const fanOutLimit = 100;

/** The graph has two kinds of vertices, so a step between two of one kind is two edges. */
export const hopsPerStep = 2;

/** Vertices a walk visits in one direction when it may have to pass through many to find those it shows. */
export const visitLimit = 10_000;

/** Answers what lies around a vertex: two directed walks, up and down, never one undirected. */
export interface LineageIndex {
  /** Null when there is no such vertex. @throws TimeoutError past its deadline. */
  slice(tx: ReadTx, query: SliceQuery): Promise<Slice | null>;
  /**
   * Ids one of which is a key of every entry of the log that can change the slice at that position, and of what ties
   * vertices outside of it (`also`) to others; null when they are more than the limit. Those of no vertex are none.
   */
  watched(tx: ReadTx, query: SliceQuery, also: readonly string[], limit: number): Promise<readonly string[] | null>;
  /** The vertices that stand for these ids and their other names. */
  representatives(tx: ReadTx, ids: readonly string[], instant: Instant): Promise<readonly string[]>;
  /** Null when there is no such dataset. @throws TimeoutError past its deadline. */
  columnTrace(tx: ReadTx, query: ColumnTraceQuery): Promise<ColumnTrace | null>;
  /** Null when there is no such vertex, or no such dataset when a column is asked about. */
  impact(tx: ReadTx, query: ImpactQuery): Promise<Impact | null>;
  /** Null when there is no such vertex. @throws TimeoutError past its deadline. */
  neighbours(tx: ReadTx, query: NeighboursQuery): Promise<Neighbours | null>;
  /** Null when either end is not there, or is no dataset when columns are asked for. @throws TimeoutError past its deadline. */
  paths(tx: ReadTx, query: PathsQuery): Promise<Paths | null>;
}
