/** Rows of one statement. A hundred thousand index entries take seconds, and a statement must end long before its timeout. */
const rowsOfStatement = 20_000;

/** The rows in order, at most `size` at a time. */
export function* slices<Row>(rows: readonly Row[], size = rowsOfStatement): Generator<readonly Row[]> {
  if (rows.length <= size) yield rows;
  else for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
