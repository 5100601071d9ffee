export type VertexKind = 'DATASET' | 'JOB';

/** What an edge was taken from. */
export type EdgeBasis = 'COMPLETED' | 'DECLARED' | 'FAILED' | 'RUNNING';

/** A dataset or job as the topology knows it: enough to place and name it. */
export interface GraphVertex {
  readonly id: string;
  readonly kind: VertexKind;
  readonly namespace: string;
  readonly name: string;
  /** Edges from the root, negative upstream. */
  readonly hop: number;
  /** Neighbours the hub knows that are not in the graph. */
  readonly hiddenUpstream: number;
  readonly hiddenDownstream: number;
}

/** From a dataset to the job that reads it, or from a job to the dataset it writes. */
export interface GraphEdge {
  readonly id: string;
  readonly sourceId: string;
  readonly targetId: string;
  readonly basis: EdgeBasis;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
}

/** What is drawn, listed and exported. Immutable: every change makes another one, unchanged entries stay the same objects. */
export interface GraphTopology {
  readonly rootId: string;
  /** Nearest first. */
  readonly vertices: ReadonlyMap<string, GraphVertex>;
  readonly edges: ReadonlyMap<string, GraphEdge>;
  /** A limit has left something out. */
  readonly truncated: boolean;
  /** Place in the log. */
  readonly cursor: string;
  /** The instant shown; null is the newest state. */
  readonly asOf: string | null;
}

/** A column of a dataset, or null for the dataset as a whole. */
export interface ColumnRef {
  readonly datasetId: string;
  readonly column: string | null;
}

/** One step of a traced path. */
export interface ColumnStep {
  readonly id: string;
  readonly source: ColumnRef;
  readonly target: ColumnRef;
  readonly jobId: string | null;
  readonly type: 'DIRECT' | 'INDIRECT' | null;
  readonly subtype: string | null;
  readonly masking: boolean;
  readonly rule: 'COLUMN_LINEAGE_FACET' | 'LINEAGE_FACET' | 'JOB_LEVEL';
  readonly basis: EdgeBasis;
}

/** Where the values of one column come from and go to, over any number of hops. */
export interface ColumnPath {
  readonly of: ColumnRef;
  /** The other end where paths between two columns were asked for. */
  readonly to: ColumnRef | null;
  /** Ids of the steps of each path between the two, shortest first; empty without `to`. */
  readonly between: readonly (readonly string[])[];
  readonly steps: readonly ColumnStep[];
  /** Something on the path is left out by a limit. */
  readonly truncated: boolean;
}

/** How the latest run of a job, or the run that wrote a dataset last, went. */
export interface RunSummary {
  readonly id: string;
  readonly state: 'ABORTED' | 'COMPLETED' | 'FAILED' | 'RUNNING' | 'UNKNOWN';
  readonly health: 'LATE' | 'ON_TIME' | 'STALLED';
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly durationMs: number | null;
  readonly error: string | null;
}

export interface CardColumn {
  readonly id: string;
  readonly name: string;
  readonly type: string | null;
  readonly isPii: boolean;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}

/** What is shown on a vertex beside its name; fetched after the topology is drawn. */
export interface VertexCard {
  readonly id: string;
  /** Of a dataset. */
  readonly state: 'ACTIVE' | 'DROPPED' | 'RENAMED' | null;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  /** As far as its columns are known; see `hasPii`. */
  readonly piiColumnCount: number;
  /** Whether it, or a column of it, is tagged as personal. */
  readonly hasPii: boolean;
  /** Of a dataset: the run that wrote it last. Of a job: its latest run. */
  readonly run: RunSummary | null;
  /** Of a dataset whose columns are open; null while they are not known. */
  readonly columns: readonly CardColumn[] | null;
  /** Null while it is not known. */
  readonly columnCount: number | null;
  /** `performance.now()` of the last change that came in live; null when there was none. The card rings for 1.2 s after. */
  readonly changedAt: number | null;
  /**
   * Whether the card is still asked for, known, or could not be read (“status unknown”; it is asked for again). Of a graph in
   * the past it is `past`: which run was the latest then is not told.
   */
  readonly status: 'loading' | 'known' | 'unknown' | 'past';
}
