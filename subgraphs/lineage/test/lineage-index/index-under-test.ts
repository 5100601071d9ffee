import type {
  AffectedVertex,
  ColumnTraceQuery,
  Impact,
  ImpactQuery,
  Neighbour,
  Neighbours,
  NeighboursQuery,
  Paths,
  PathsQuery,
  Slice,
  SliceQuery,
} from '../../src/lineage-index/lineage-index.ts';

/** What an index answers about. Vertices are written `d:name` and `j:name`, or with a namespace `d:namespace/name`, and answered so. */
export interface LoadedWorld {
  /** Each `from to`; a vertex exists once an edge names it. */
  readonly edges: readonly string[];
  /** Pairs only the cumulative view has. */
  readonly formerEdges?: readonly string[];
  /** Each `member representative`. */
  readonly aliases?: readonly string[];
  /** Each `vertex key:value`. */
  readonly tags?: readonly string[];
  /** Each `source.column target.column job TYPE`; `*` is the dataset as a whole, `-` no job. */
  readonly columnEdges?: readonly string[];
}

export interface LabelledImpact extends Pick<Impact, 'hasNextPage' | 'incomplete'> {
  /** `hop: datasets jobs columns` */
  readonly hops: readonly string[];
  /** `vertex hop uses` */
  readonly affected: readonly string[];
  readonly last: AffectedVertex | null;
}

export interface LabelledNeighbours extends Omit<Neighbours, 'neighbours'> {
  /** `vertex uses` */
  readonly neighbours: readonly string[];
  readonly last: Neighbour | null;
}

export interface LabelledPaths extends Pick<Paths, 'hasMore' | 'incomplete'> {
  readonly paths: readonly string[];
  /** How many edges each path has. */
  readonly edges: readonly number[];
}

export interface IndexUnderTest extends AsyncDisposable {
  load(world: LoadedWorld): Promise<void>;
  slice(query: Partial<SliceQuery> & { rootId: string }): Promise<Slice | null>;
  /** Edges are answered `hop source.column target.column job TYPE`, and with JOB_LEVEL in place of a type. */
  columnTrace(
    query: Partial<ColumnTraceQuery> & Pick<ColumnTraceQuery, 'datasetId' | 'column' | 'direction'>,
  ): Promise<{ edges: string[]; truncated: boolean } | null>;
  /** Vertices whose entries concern a slice; null when they are more than the limit. */
  watched(query: Partial<SliceQuery> & { rootId: string }, limit?: number): Promise<string[] | null>;
  impact(query: Partial<ImpactQuery> & { rootId: string }): Promise<LabelledImpact | null>;
  neighbours(query: Partial<NeighboursQuery> & Pick<NeighboursQuery, 'rootId' | 'direction'>): Promise<LabelledNeighbours | null>;
  paths(query: Partial<PathsQuery> & { fromId: string; toId: string }): Promise<LabelledPaths | null>;
}
