import type { ReadTx } from '@hotpass/log';
import { withinDeadline } from './deadline.ts';
import type { ColumnTrace, ColumnTraceQuery, LineageIndex, Slice, SliceQuery } from './lineage-index.ts';
import { readColumnTrace } from './sql-column-trace.ts';
import { readSlice } from './sql-slice.ts';

/**
 * Walks in PostgreSQL. The cost follows the answer, not the graph: partial indexes for the newest state,
 * temporal ones for the past.
 */
export class SqlIndex implements LineageIndex {
  readonly #deadlineMs: number;

  constructor(deadlineMs = 5_000) {
    this.#deadlineMs = deadlineMs;
  }

  slice(tx: ReadTx, query: SliceQuery): Promise<Slice | null> {
    return withinDeadline(tx, this.#deadlineMs, () => readSlice(tx, query));
  }

  columnTrace(tx: ReadTx, query: ColumnTraceQuery): Promise<ColumnTrace | null> {
    return withinDeadline(tx, this.#deadlineMs, () => readColumnTrace(tx, query));
  }
}
