import type { EdgePath } from '../lineage-graph/layout/layout.ts';

export interface Box {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How the layout lies under the viewport: `screen = layout * zoom + x`. */
export interface Transform {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** The part of the layout that shows. */
export function shownBox({ x, y, zoom }: Transform, { width, height }: Size): Box {
  return { minX: -x / zoom, minY: -y / zoom, maxX: (width - x) / zoom, maxY: (height - y) / zoom };
}

/**
 * What shows, widened to a grid of about 400 screen pixels: it changes rarely while panning, so what is culled by it renders rarely.
 */
export function snappedBox(transform: Transform, size: Size): Box {
  const step = 400 * 2 ** Math.round(-Math.log2(transform.zoom));
  const shown = shownBox(transform, size);
  return {
    minX: Math.floor(shown.minX / step) * step,
    minY: Math.floor(shown.minY / step) * step,
    maxX: Math.ceil(shown.maxX / step) * step,
    maxY: Math.ceil(shown.maxY / step) * step,
  };
}

export function overlaps(one: Box, other: Box): boolean {
  return one.minX <= other.maxX && one.maxX >= other.minX && one.minY <= other.maxY && one.maxY >= other.minY;
}

/** How far the view has to move, in layout pixels, until the box lies inside it by the margin; nothing when it does. */
export function shiftInto(box: Box, shown: Box, margin: Box): { readonly x: number; readonly y: number } {
  const x = shiftAlong(box.minX, box.maxX, shown.minX + margin.minX, shown.maxX - margin.maxX);
  const y = shiftAlong(box.minY, box.maxY, shown.minY + margin.minY, shown.maxY - margin.maxY);
  return { x, y };
}

function shiftAlong(min: number, max: number, from: number, to: number): number {
  // A card taller than the view shows its head.
  if (min < from || max - min > to - from) return min - from;
  return max > to ? max - to : 0;
}

/** Far fewer paths for a picture in which no single edge is aimed at: joined by place, 800 layout pixels a tile. */
export function joinedByTile(paths: readonly EdgePath[]): readonly { readonly key: string; readonly d: string }[] {
  const tiles = new Map<string, string[]>();
  for (const path of paths) {
    const key = `${Math.floor((path.minX + path.maxX) / 1600)},${Math.floor((path.minY + path.maxY) / 1600)}`;
    const tile = tiles.get(key);
    if (tile) tile.push(path.d);
    else tiles.set(key, [path.d]);
  }
  return [...tiles].map(([key, parts]) => ({ key, d: parts.join('') }));
}
