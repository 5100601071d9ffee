import type { Box, LinkEnd } from './boxes.ts';
import { sizes } from './layout.ts';

type Ends = ReadonlyMap<Box, readonly LinkEnd[]>;

const passes = 10;

/** Gives every box its height: as near to its neighbours as the order of its column and the gaps between boxes let it. */
export function relax(columns: ReadonlyMap<number, readonly Box[]>, ends: Ends): void {
  for (const column of columns.values()) stack(column);
  const hops = [...columns.keys()];
  const outward = hops.toSorted((a, b) => Math.abs(a) - Math.abs(b) || a - b);
  for (let pass = 0; pass < passes; pass++) {
    const order = pass >= passes - 2 ? outward : pass % 2 === 0 ? hops : hops.toReversed();
    for (const hop of order) settle(columns.get(hop)!, ends);
  }
}

function stack(column: readonly Box[]): void {
  const height = column.reduce((sum, box) => sum + box.height + sizes.rowGap, -sizes.rowGap);
  let y = -height / 2;
  for (const box of column) {
    box.y = y;
    y += box.height + sizes.rowGap;
  }
}

/**
 * Moves the boxes of one column to where they want to be, in their order and without overlap: the least squares solution, found
 * by pooling neighbours that would violate it. Boxes with more links weigh more.
 */
export function settle(column: readonly Box[], ends: Ends): void {
  interface Pool {
    place: number;
    weight: number;
    count: number;
  }
  const pools: Pool[] = [];
  let offset = 0;
  const offsets: number[] = [];
  for (const box of column) {
    offsets.push(offset);
    let pool: Pool = { place: wantedY(box, ends.get(box) ?? []) - offset, weight: weightOf(ends.get(box) ?? []), count: 1 };
    for (let above = pools.at(-1); above && above.place > pool.place; above = pools.at(-1)) {
      pools.pop();
      const weight = above.weight + pool.weight;
      pool = { place: (above.place * above.weight + pool.place * pool.weight) / weight, weight, count: above.count + pool.count };
    }
    pools.push(pool);
    offset += box.height + sizes.rowGap;
  }
  let index = 0;
  for (const { place, count } of pools) {
    for (const end = index + count; index < end; index++) column[index]!.y = Math.round(place + offsets[index]!);
  }
}

function weightOf(ends: readonly LinkEnd[]): number {
  return ends.reduce((sum, { weight }) => sum + weight, 0.1);
}

/** The top at which a box lies level with its neighbours; without any it stays. */
export function wantedY(box: Box, ends: readonly LinkEnd[]): number {
  let sum = 0;
  let weights = 0;
  for (const { box: other, offset, ownOffset, weight } of ends) {
    sum += (other.y + offset - ownOffset) * weight;
    weights += weight;
  }
  return weights === 0 ? box.y : sum / weights;
}
