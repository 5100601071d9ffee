import type { RunPlace } from './run-page.ts';
import type { RunPage } from './run.repository.ts';
import type { RunRow } from './run.row.ts';

interface PageKey {
  readonly size: number;
  readonly after: RunPlace | null;
}

/** Of each key how many runs it asks for, and the time and id of the run after which, as columns of a statement. */
export function pageColumns(keys: readonly PageKey[]): unknown[] {
  return [
    keys.map((key) => key.size),
    keys.map((key) => (key.after ? (key.after.time?.toISOString() ?? 'infinity') : null)),
    keys.map((key) => key.after?.runId ?? null),
  ];
}

/** Of each key its page, of which one run more than asked for was read; `place` counts the keys from 1. */
export function placedPages(keys: readonly PageKey[], rows: readonly (RunRow & { readonly place: number })[], cursor: string): RunPage[] {
  const found = Map.groupBy(rows, (row) => row.place);
  return keys.map((key, index) => {
    const runs = found.get(index + 1) ?? [];
    return { runs: runs.slice(0, key.size), hasNextPage: runs.length > key.size, hasPreviousPage: key.after !== null, cursor };
  });
}
