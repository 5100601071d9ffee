/** Of each id its row, or null. */
export function inOrder<Row extends { readonly id: string }>(ids: readonly string[], rows: readonly Row[]): (Row | null)[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** A row and which of the requests of one statement it belongs to, from 1. */
interface Numbered {
  readonly n: number;
}

/** Of each request its rows, in their order. */
export function rowsOf<Row extends Numbered>(requests: readonly unknown[], rows: readonly Row[]): Row[][] {
  const found = Map.groupBy(rows, (row) => row.n);
  return requests.map((_, i) => found.get(i + 1) ?? []);
}

/** Of each request its page, of which one row more than asked for was read. */
export function pagesOf<Row extends Numbered>(
  requests: readonly { readonly size: number }[],
  rows: readonly Row[],
): { readonly rows: readonly Row[]; readonly hasNextPage: boolean }[] {
  return rowsOf(requests, rows).map((found, i) => {
    const { size } = requests[i]!;
    return { rows: found.slice(0, size), hasNextPage: found.length > size };
  });
}
