/** One column of a table. */
export interface TableColumn<Row> {
  readonly key: string;
  readonly name: string;
  /** Its track in the grid: `minmax(160px, 2fr)`, `96px`. */
  readonly width: string;
  readonly align?: 'end';
  readonly cell: (row: Row) => React.ReactNode;
  /** What it holds, without its looks, for CSV. */
  readonly text: (row: Row) => string | number;
  /** Ascending order; without it the column cannot be sorted by. */
  readonly compare?: (one: Row, other: Row) => number;
  /** The first press puts the most on top. */
  readonly startsDescending?: boolean;
}

export interface TableSort {
  readonly key: string;
  readonly isDescending: boolean;
}

/** Rows in the order asked for; those that are equal in it keep the order they came in. */
export function sortRows<Row>(rows: readonly Row[], columns: readonly TableColumn<Row>[], sort: TableSort | null): readonly Row[] {
  const compare = columns.find(({ key }) => key === sort?.key)?.compare;
  if (!compare || !sort) return rows;
  return rows.toSorted((one, other) => (sort.isDescending ? compare(other, one) : compare(one, other)));
}

/** Orders texts as people do: numbers within them by value. */
export const byText = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare;

/** Orders numbers and instants, what is not known last. */
export function byNumber(one: number | null | undefined, other: number | null | undefined): number {
  return (one ?? Infinity) - (other ?? Infinity) || 0;
}

/** Where a key moves in a list of so many rows; null when it moves nothing. Before the first move nothing is active: -1. */
export function placeAfterKey(key: string, place: number, count: number, page: number): number | null {
  if (count === 0) return null;
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: place + 1,
    j: place + 1,
    ArrowUp: place < 0 ? count - 1 : place - 1,
    k: place < 0 ? count - 1 : place - 1,
    PageDown: place + Math.max(1, page),
    PageUp: place - Math.max(1, page),
    Home: 0,
    End: count - 1,
  };
  const to = Object.hasOwn(moves, key) ? moves[key] : undefined;
  return to === undefined ? null : Math.min(count - 1, Math.max(0, to));
}
