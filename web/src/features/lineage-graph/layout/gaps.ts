import { sizes } from './layout.ts';

/** A rectangle nothing else may stand on. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Heights between which a top must not lie; the ends are free. */
interface Blocked {
  readonly from: number;
  readonly to: number;
}

/** Boxes of neighbouring bands are farther apart than this. */
const aside = 8;

/** The top nearest to the wanted one at which a rectangle fits between the others, with the usual gap to each. */
export function nearestGap(wanted: Rectangle, others: Iterable<Rectangle>, gap: number = sizes.rowGap): number {
  const blocked: Blocked[] = [];
  for (const other of others) {
    if (isBeside(wanted, other)) blocked.push({ from: other.y - gap - wanted.height, to: other.y + other.height + gap });
  }
  const around = merged(blocked).find(({ from, to }) => from < wanted.y && wanted.y < to);
  if (!around) return wanted.y;
  return wanted.y - around.from <= around.to - wanted.y ? around.from : around.to;
}

function merged(blocked: readonly Blocked[]): readonly Blocked[] {
  const joined: Blocked[] = [];
  for (const next of blocked.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && next.from < last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    else joined.push(next);
  }
  return joined;
}

/** Whether two rectangles would meet if one were moved up or down. */
export function isBeside(one: Rectangle, other: Rectangle): boolean {
  return other.x < one.x + one.width + aside && one.x < other.x + other.width + aside;
}

/** Whether two rectangles cover a common spot. */
export function overlap(one: Rectangle, other: Rectangle): boolean {
  return one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
}

/** The rectangle around all of them; at the origin without any. */
export function around(rectangles: Iterable<Rectangle>): Rectangle {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of rectangles) {
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x + width);
    maxY = Math.max(maxY, y + height);
  }
  return minX > maxX ? { x: 0, y: 0, width: 0, height: 0 } : { x: minX, y: minY, width: maxX - minX, height: maxY - minY };
}
