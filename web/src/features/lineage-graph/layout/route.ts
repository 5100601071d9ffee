import type { Box } from './boxes.ts';
import { nearestGap } from './gaps.ts';
import { sizes, type EdgePath, type HopBand, type Point } from './layout.ts';

/** What lines find their way around. */
export interface Surroundings {
  readonly boxes: readonly Box[];
  readonly bands: ReadonlyMap<number, HopBand>;
  /** How many lanes have been given out; each line beneath has its own. */
  lanes: number;
}

/** Where a line ends: on the side of a box, at a height. */
export interface LineEnd {
  readonly box: Box;
  readonly y: number;
}

/** Lines keep this far from the boxes they pass. */
const clearance = 8;

/** The line from the right side of one box to the left side of another: straight on, around what lies between, or beneath. */
export function routeLine(id: string, source: LineEnd, target: LineEnd, around: Surroundings): EdgePath {
  const start = { x: source.box.x + source.box.width, y: source.y };
  const end = { x: target.box.x, y: target.y };
  if (end.x <= start.x) return beneath(id, start, end, source.box, target.box, around);
  const through = [...around.bands.values()].filter((band) => band.x > start.x && band.x + band.width < end.x);
  const points: Point[] = [start];
  for (const band of through) {
    const share = (band.x + band.width / 2 - start.x) / (end.x - start.x);
    const wanted = Math.round(start.y + (end.y - start.y) * share);
    const y = nearestGap({ x: band.x, y: wanted, width: band.width, height: 0 }, around.boxes, clearance);
    points.push({ x: band.x, y }, { x: band.x + band.width, y });
  }
  points.push(end);
  return pathOf(id, points, curved(points), false);
}

/** Alternately across a gap, as a curve, and straight through a band. */
function curved(points: readonly Point[]): string {
  let d = `M${points[0]!.x} ${points[0]!.y}`;
  for (let index = 1; index < points.length; index++) {
    const from = points[index - 1]!;
    const to = points[index]!;
    if (from.y === to.y) d += `L${to.x} ${to.y}`;
    else {
      const bend = (to.x - from.x) / 2;
      d += `C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`;
    }
  }
  return d;
}

/** Down beside the source, back in a lane below everything between, up beside the target and into it from the left. */
function beneath(id: string, start: Point, end: Point, source: Box, target: Box, around: Surroundings): EdgePath {
  const lane = around.lanes++;
  const aside = 14 + (lane % 3) * 6;
  const right = start.x + aside;
  const left = end.x - aside;
  const between = around.boxes.filter((box) => box.x < right + sizes.bandGap && box.x + box.width > left - sizes.bandGap);
  const floor = Math.max(source.y + source.height, target.y + target.height, ...between.map((box) => box.y + box.height));
  const y = floor + 24 + (lane % 12) * 8;
  const points = [start, { x: right, y: start.y }, { x: right, y }, { x: left, y }, { x: left, y: end.y }, end];
  return pathOf(id, points, rounded(points), true);
}

/** A line of straight pieces whose corners are round. */
function rounded(points: readonly Point[]): string {
  let d = `M${points[0]!.x} ${points[0]!.y}`;
  for (let index = 1; index < points.length - 1; index++) {
    const corner = points[index]!;
    const from = towards(corner, points[index - 1]!);
    const to = towards(corner, points[index + 1]!);
    d += `L${from.x} ${from.y}C${corner.x} ${corner.y} ${corner.x} ${corner.y} ${to.x} ${to.y}`;
  }
  const last = points.at(-1)!;
  return `${d}L${last.x} ${last.y}`;
}

function towards(corner: Point, other: Point): Point {
  const length = Math.hypot(other.x - corner.x, other.y - corner.y);
  const share = length === 0 ? 0 : Math.min(10, length / 2) / length;
  return { x: round(corner.x + (other.x - corner.x) * share), y: round(corner.y + (other.y - corner.y) * share) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function pathOf(id: string, points: readonly Point[], d: string, isBackward: boolean): EdgePath {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  return {
    id,
    d,
    points,
    minX: Math.min(...xs),
    minY: Math.min(...ys),
    maxX: Math.max(...xs),
    maxY: Math.max(...ys),
    isBackward,
  };
}
