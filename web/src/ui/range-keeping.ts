import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual';

/**
 * Which rows of a virtual list are in the page: those in sight and around it, and the one that has the tab stop with those
 * beside it, to which arrow keys lead, wherever the list is scrolled to.
 */
export function rangeKeeping(kept: number): (range: Range) => number[] {
  return (range) =>
    [...new Set([...defaultRangeExtractor(range), kept - 1, kept, kept + 1])]
      .filter((index) => index >= 0 && index < range.count)
      .toSorted((a, b) => a - b);
}
