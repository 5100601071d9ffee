import type { ReadTx } from '@hotpass/log';
import { withinDeadline } from './deadline.ts';
import { impactBound } from './lineage-index.ts';
import type {
  ColumnTrace,
  ColumnTraceQuery,
  Impact,
  ImpactQuery,
  Instant,
  LineageIndex,
  Neighbours,
  NeighboursQuery,
  Paths,
  PathsQuery,
  Slice,
  SliceQuery,
} from './lineage-index.ts';
import { readColumnTrace } from './sql-column-trace.ts';
import { readImpact } from './sql-impact.ts';
import type { ImpactLimits } from './sql-impact.ts';
import { readNeighbours } from './sql-neighbours.ts';
import { readPaths } from './sql-paths.ts';
import { readSlice } from './sql-slice.ts';
import { readRepresentatives } from './sql-vertex.ts';
import { readWatched } from './sql-watched.ts';

/**
 * Walks in PostgreSQL. The cost follows the answer, not the graph: partial indexes for the newest state,
 * temporal ones for the past.
 */
export class SqlIndex implements LineageIndex {
  readonly #deadlineMs: number;
  readonly #impactLimits: ImpactLimits;

  /** An impact that is not known in time is answered as far as it is, so its own deadline comes before the other. */
  constructor(deadlineMs = 5_000, impactLimits: ImpactLimits = { bound: impactBound, deadlineMs: 2_500 }) {
    this.#deadlineMs = deadlineMs;
    this.#impactLimits = impactLimits;
  }

  slice(tx: ReadTx, query: SliceQuery): Promise<Slice | null> {
    return withinDeadline(tx, this.#deadlineMs, () => readSlice(tx, query));
  }

  watched(tx: ReadTx, query: SliceQuery, also: readonly string[], limit: number): Promise<readonly string[] | null> {
    return withinDeadline(tx, this.#deadlineMs, () => readWatched(tx, query, also, limit));
  }

  representatives(tx: ReadTx, ids: readonly string[], instant: Instant): Promise<readonly string[]> {
    return readRepresentatives(tx, ids, instant);
  }

  columnTrace(tx: ReadTx, query: ColumnTraceQuery): Promise<ColumnTrace | null> {
    return withinDeadline(tx, this.#deadlineMs, () => readColumnTrace(tx, query));
  }

  impact(tx: ReadTx, query: ImpactQuery): Promise<Impact | null> {
    return withinDeadline(tx, this.#deadlineMs, () => readImpact(tx, query, this.#impactLimits));
  }

  neighbours(tx: ReadTx, query: NeighboursQuery): Promise<Neighbours | null> {
    return withinDeadline(tx, this.#deadlineMs, () => readNeighbours(tx, query));
  }

  paths(tx: ReadTx, query: PathsQuery): Promise<Paths | null> {
    return withinDeadline(tx, this.#deadlineMs, () => readPaths(tx, query));
  }
}
