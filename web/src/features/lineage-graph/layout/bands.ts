import type { Box } from './boxes.ts';
import { sizes, type HopBand } from './layout.ts';
import type { VertexKind } from '../model.ts';

/**
 * The bands of the ruler. Their places follow from the kind of the root alone as long as nothing is wider than its kind, so
 * that a hop that comes later moves none.
 */
export function bandsOf(boxes: Iterable<Box>, rootKind: VertexKind): ReadonlyMap<number, HopBand> {
  const widths = new Map<number, number>();
  let first = 0;
  let last = 0;
  for (const { hop, width } of boxes) {
    widths.set(hop, Math.max(widths.get(hop) ?? 0, width));
    first = Math.min(first, hop);
    last = Math.max(last, hop);
  }
  const widthOf = (hop: number): number => Math.max(widths.get(hop) ?? 0, standardWidth(hop, rootKind));
  const bands = new Map<number, HopBand>([[0, { hop: 0, x: 0, width: widthOf(0) }]]);
  for (let hop = 1; hop <= last; hop++) {
    const { x, width } = bands.get(hop - 1)!;
    bands.set(hop, { hop, x: x + width + sizes.bandGap, width: widthOf(hop) });
  }
  for (let hop = -1; hop >= first; hop--) {
    const width = widthOf(hop);
    bands.set(hop, { hop, x: bands.get(hop + 1)!.x - sizes.bandGap - width, width });
  }
  return new Map([...bands].toSorted(([a], [b]) => a - b));
}

function standardWidth(hop: number, rootKind: VertexKind): number {
  const isRootKind = hop % 2 === 0;
  return isRootKind === (rootKind === 'DATASET') ? sizes.datasetWidth : sizes.jobWidth;
}

/** Where a box stands in its band: at its left, but a stub of what lies upstream at its right, next to its vertex. */
export function xInBand({ id, width }: Box, band: HopBand): number {
  return id.endsWith(':up') ? band.x + band.width - width : band.x;
}
