import type { RunRow } from '../run/run.row.ts';

/** A run below another, and how far. */
export interface StepRow extends RunRow {
  readonly depth: number;
}

/** Runs below a run, each parent before its children, children in the order in which they started. */
export interface StepTree {
  readonly steps: readonly StepRow[];
  /** There are more than could be read. */
  readonly truncated: boolean;
  /** Log cursor of the projection at the moment of reading. */
  readonly cursor: string;
}

/** Orders runs below a root as a waterfall shows them. */
export function waterfall(rootId: string, rows: readonly StepRow[]): StepRow[] {
  const children = Map.groupBy(rows, (row) => row.parentRunId);
  const ordered: StepRow[] = [];
  const pending = childrenOf(children, rootId);
  for (let next = pending.pop(); next; next = pending.pop()) {
    ordered.push(next);
    pending.push(...childrenOf(children, next.id));
  }
  return ordered;
}

/** The last one to visit first, as a stack holds them. */
function childrenOf(children: ReadonlyMap<string | null, readonly StepRow[]>, id: string): StepRow[] {
  return (children.get(id) ?? []).toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime() || (a.id < b.id ? 1 : -1));
}
