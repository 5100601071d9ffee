import { sizes } from './layout/layout.ts';
import type { CardColumn, ColumnPath, VertexCard } from './model.ts';

/** One row of a card. */
interface ColumnRow {
  readonly name: string;
  readonly isTraced: boolean;
  /** Null while the columns of the dataset are not loaded, or when it is no column the dataset has today. */
  readonly column: CardColumn | null;
}

/** The columns a card shows, and how many more there are. */
export interface ColumnRows {
  readonly rows: readonly ColumnRow[];
  readonly more: number;
}

/** Rows of a card that is not opened, and of one that is: a card is no table. */
const few = 8;
const many = 200;
const bottomPadding = 4;

/** The columns on a card: traced ones first; of a card that is not opened at most eight. */
export function columnRows(card: VertexCard | undefined, traced: ReadonlySet<string>, isOpened: boolean): ColumnRows {
  const columns = card?.columns ?? [];
  const byName = new Map(columns.map((column) => [column.name, column]));
  const tracedFirst = [...new Set([...traced, ...byName.keys()])];
  const names = isOpened ? [...new Set([...byName.keys(), ...traced])].slice(0, many) : tracedFirst.slice(0, few);
  const all = Math.max(card?.columnCount ?? 0, tracedFirst.length);
  const rows = names.map((name) => ({ name, isTraced: traced.has(name), column: byName.get(name) ?? null }));
  return { rows, more: Math.max(0, all - rows.length) };
}

/** How tall the card of a dataset is with these rows. */
export function cardHeight({ rows, more }: ColumnRows): number {
  const lines = rows.length + (more > 0 ? 1 : 0);
  return sizes.datasetHeaderHeight + (lines === 0 ? 0 : lines * sizes.columnRowHeight + bottomPadding);
}

/** Where the line of each row meets the card, below its top. */
export function columnPorts({ rows }: ColumnRows): readonly { readonly column: string; readonly y: number }[] {
  return rows.map(({ name }, index) => ({ column: name, y: sizes.datasetHeaderHeight + (index + 0.5) * sizes.columnRowHeight }));
}

/** The traced columns of each dataset on a path, as far as the path names columns. */
export function tracedColumns(path: ColumnPath | null): ReadonlyMap<string, ReadonlySet<string>> {
  const traced = new Map<string, Set<string>>();
  for (const { datasetId, column } of path ? [path.of, ...path.steps.flatMap(({ source, target }) => [source, target])] : []) {
    const columns = traced.get(datasetId) ?? new Set();
    if (column !== null) columns.add(column);
    traced.set(datasetId, columns);
  }
  return traced;
}
