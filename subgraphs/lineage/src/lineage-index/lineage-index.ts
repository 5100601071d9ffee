import type { ReadTx } from '@hotpass/log';
import type { Basis } from '../projection/latest.ts';

/** Which part of the graph, around one vertex. */
export interface SliceQuery {
  readonly rootId: string;
  /** Steps between vertices of the root's kind; 0 is the root alone on that side. */
  readonly upstreamDepth: number;
  readonly downstreamDepth: number;
  /** Vertices kept, by (distance, kind, namespace, name). */
  readonly maxNodes: number;
  /** Valid time to look at; the newest state unless given. */
  readonly validAt?: Date;
  /** Position of the log whose knowledge to look with; all of it unless given. */
  readonly knownAt?: number;
}

export interface SliceNode {
  readonly id: string;
  readonly kind: 'dataset' | 'job';
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
  /** By distance; the root comes first. */
  readonly nodes: readonly SliceNode[];
  /** Every edge between vertices of the slice, by (source, target). */
  readonly edges: readonly SliceEdge[];
  /** A vertex within the depths is left out, by `maxNodes` or by the fan-out limit. */
  readonly truncated: boolean;
}

/** Neighbours of one vertex that a walk follows in one direction; how many more there are is counted. */
export const fanOutLimit = 100;

/** Answers what lies around a vertex: two directed walks, up and down, never one undirected. */
export interface LineageIndex {
  /** Null when there is no such vertex. @throws TimeoutError past its deadline. */
  slice(tx: ReadTx, query: SliceQuery): Promise<Slice | null>;
}
