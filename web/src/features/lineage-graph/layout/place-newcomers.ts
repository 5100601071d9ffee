import type { Box, LinkEnd } from './boxes.ts';
import { isBeside, nearestGap, overlap } from './gaps.ts';
import { sizes, type Point } from './layout.ts';
import { settle, wantedY } from './relax.ts';

type Ends = ReadonlyMap<Box, readonly LinkEnd[]>;

/** Puts the boxes that stand already where they stand. One that another has grown over moves down; the root never moves. */
export function keepPlaces(boxes: Iterable<Box>, placed: ReadonlyMap<string, Point>, root: Box | undefined): ReadonlySet<Box> {
  const kept: Box[] = [];
  for (const box of boxes) {
    const place = placed.get(box.id);
    if (!place) continue;
    box.x = place.x;
    box.y = place.y;
    kept.push(box);
  }
  const settled: Box[] = [];
  for (const box of kept.toSorted((a, b) => Number(b === root) - Number(a === root) || a.y - b.y)) {
    for (let other = settled.find((one) => overlap(one, box)); other; other = settled.find((one) => overlap(one, box))) {
      box.y = other.y + other.height + sizes.rowGap;
    }
    settled.push(box);
  }
  return new Set(kept);
}

/** Gives each newcomer the free gap nearest to its neighbours, those near the root first; nothing else moves. */
export function placeNewcomers(boxes: readonly Box[], placed: ReadonlySet<Box>, ends: Ends, isStub: (box: Box) => boolean): void {
  const done = new Set(placed);
  const waiting = boxes.filter((box) => !placed.has(box));
  const rank = (box: Box): number => Math.abs(box.hop) + (isStub(box) ? 1_000 : 0);
  for (const at of [...new Set(waiting.map(rank))].toSorted((a, b) => a - b)) {
    for (const side of [-1, 1]) {
      const band = waiting.filter((box) => rank(box) === at && (box.hop < 0 ? -1 : 1) === side);
      placeBand(band, done, ends);
    }
  }
}

function placeBand(band: readonly Box[], done: Set<Box>, ends: Ends): void {
  const near: Ends = new Map(band.map((box) => [box, (ends.get(box) ?? []).filter((end) => done.has(end.box))]));
  for (const box of band) box.y = Math.round(wantedY(box, near.get(box)!));
  const sorted = band.toSorted((a, b) => a.y - b.y);
  const others = [...done].filter((other) => band.some((box) => isBeside(box, other)));
  if (others.length === 0) settle(sorted, near);
  for (const box of sorted) {
    box.y = nearestGap(box, others);
    others.push(box);
    done.add(box);
  }
}
