import type { Box, LinkEnd } from './boxes.ts';

type Columns = ReadonlyMap<number, readonly Box[]>;
type Ends = ReadonlyMap<Box, readonly LinkEnd[]>;

const sweeps = 12;

/** Puts the boxes of each column into an order with few crossings: medians first, then barycentres, the best of all sweeps. */
export function ordered(columns: Columns, ends: Ends): Columns {
  let current = columns;
  let best = columns;
  let fewest = crossings(columns, ends);
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    current = swept(current, ends, { isAscending: sweep % 2 === 0, isMedian: sweep < sweeps / 2 });
    const count = crossings(current, ends);
    if (count < fewest) {
      fewest = count;
      best = current;
    }
  }
  return best;
}

function swept(columns: Columns, ends: Ends, how: { readonly isAscending: boolean; readonly isMedian: boolean }): Columns {
  const hops = [...columns.keys()];
  const next = new Map(columns);
  const place = new Map<Box, number>();
  for (const column of columns.values()) placeAll(column, place);
  for (const hop of how.isAscending ? hops : hops.toReversed()) {
    const column = next.get(hop)!;
    const keys = new Map(column.map((box) => [box, keyOf(box, ends.get(box) ?? [], place, how)]));
    const sorted = column.toSorted((a, b) => keys.get(a)! - keys.get(b)! || place.get(a)! - place.get(b)!);
    next.set(hop, sorted);
    placeAll(sorted, place);
  }
  return next;
}

/** Counted from the middle of its column, so that columns of different length can be compared. */
function placeAll(column: readonly Box[], place: Map<Box, number>): void {
  for (const [index, box] of column.entries()) place.set(box, index - (column.length - 1) / 2);
}

function keyOf(
  box: Box,
  ends: readonly LinkEnd[],
  place: ReadonlyMap<Box, number>,
  how: { readonly isAscending: boolean; readonly isMedian: boolean },
): number {
  const before = ends.filter((end) => (how.isAscending ? end.box.hop < box.hop : end.box.hop > box.hop));
  if (before.length === 0) return place.get(box)!;
  // A column further down a tall card counts as further down.
  const at = before.map((end) => ({ place: place.get(end.box)! + end.offset / (end.box.height + 1), weight: end.weight }));
  if (how.isMedian) return at.map((one) => one.place).toSorted((a, b) => a - b)[Math.floor(at.length / 2)]!;
  const weight = at.reduce((sum, one) => sum + one.weight, 0);
  return at.reduce((sum, one) => sum + one.place * one.weight, 0) / weight;
}

/** How many pairs of links between neighbouring columns cross. */
function crossings(columns: Columns, ends: Ends): number {
  const index = new Map<Box, number>();
  for (const column of columns.values()) for (const [place, box] of column.entries()) index.set(box, place);
  let count = 0;
  for (const column of columns.values()) {
    const targets = column.flatMap((box) =>
      (ends.get(box) ?? [])
        .filter((end) => end.box.hop === box.hop + 1)
        .map((end) => index.get(end.box)!)
        .toSorted((a, b) => a - b),
    );
    count += inversions(targets);
  }
  return count;
}

/** Pairs out of order, counted while merging. */
function inversions(values: number[]): number {
  if (values.length < 2) return 0;
  const middle = values.length >> 1;
  const left = values.slice(0, middle);
  const right = values.slice(middle);
  let count = inversions(left) + inversions(right);
  for (let i = 0, l = 0, r = 0; i < values.length; i++) {
    if (r >= right.length || (l < left.length && left[l]! <= right[r]!)) values[i] = left[l++]!;
    else {
      values[i] = right[r++]!;
      count += left.length - l;
    }
  }
  return count;
}
