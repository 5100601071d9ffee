import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { joinedByTile, overlaps, shiftInto, shownBox, snappedBox, type Box } from './geometry.ts';

const size = { width: 1200, height: 700 };

const transforms = fc.record({
  x: fc.integer({ min: -5_000, max: 5_000 }),
  y: fc.integer({ min: -5_000, max: 5_000 }),
  zoom: fc.integer({ min: 10, max: 200 }).map((percent) => percent / 100),
});

test('what is kept for drawing covers what shows, and is not much more', () => {
  fc.assert(
    fc.property(transforms, (transform) => {
      const shown = shownBox(transform, size);
      const kept = snappedBox(transform, size);
      expect(kept.minX).toBeLessThanOrEqual(shown.minX);
      expect(kept.minY).toBeLessThanOrEqual(shown.minY);
      expect(kept.maxX).toBeGreaterThanOrEqual(shown.maxX);
      expect(kept.maxY).toBeGreaterThanOrEqual(shown.maxY);
      const widest = shown.maxX - shown.minX + (2 * 400 * Math.SQRT2) / transform.zoom;
      expect(kept.maxX - kept.minX).toBeLessThanOrEqual(widest + 1e-6);
    }),
    { seed: 10 },
  );
});

test('panning by a little keeps the same part of the grid', () => {
  const before = snappedBox({ x: -410, y: -410, zoom: 1 }, size);
  expect(snappedBox({ x: -450, y: -470, zoom: 1 }, size)).toEqual(before);
});

test('a box inside the clear part of the view moves nothing, any other comes into it', () => {
  const shown = { minX: 0, minY: 0, maxX: 1000, maxY: 600 };
  const margin = { minX: 24, minY: 48, maxX: 24, maxY: 72 };
  const clear = { minX: 24, minY: 48, maxX: 976, maxY: 528 };
  fc.assert(
    fc.property(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: -3000, max: 3000 }), (x, y) => {
      const box = { minX: x, minY: y, maxX: x + 188, maxY: y + 60 };
      const shift = shiftInto(box, shown, margin);
      const moved = { minX: x - shift.x, minY: y - shift.y, maxX: x + 188 - shift.x, maxY: y + 60 - shift.y };
      expect(isInside(moved, clear)).toBe(true);
      if (isInside(box, clear)) expect(shift).toEqual({ x: 0, y: 0 });
    }),
    { seed: 11 },
  );
});

test('a card taller than the view shows its head', () => {
  const shown = { minX: 0, minY: 0, maxX: 1000, maxY: 600 };
  const shift = shiftInto({ minX: 100, minY: 900, maxX: 288, maxY: 2900 }, shown, { minX: 0, minY: 40, maxX: 0, maxY: 0 });
  expect(shift).toEqual({ x: 0, y: 860 });
});

test('every line is drawn once when lines are joined by place', () => {
  const path = (id: string, x: number) => ({
    id,
    d: `M${x} 0L${x + 10} 0`,
    points: [],
    minX: x,
    minY: 0,
    maxX: x + 10,
    maxY: 0,
    isBackward: false,
  });
  const joined = joinedByTile([path('a', 0), path('b', 20), path('c', 5_000)]);
  expect(joined.map(({ d }) => d)).toEqual(['M0 0L10 0M20 0L30 0', 'M5000 0L5010 0']);
});

test.each<[Box, boolean]>([
  [{ minX: 10, minY: 10, maxX: 20, maxY: 20 }, true],
  [{ minX: 100, minY: 0, maxX: 110, maxY: 10 }, true],
  [{ minX: 101, minY: 0, maxX: 110, maxY: 10 }, false],
])('%j meets the square of 100: %s', (box, meets) => {
  expect(overlaps(box, { minX: 0, minY: 0, maxX: 100, maxY: 100 })).toBe(meets);
});

function isInside(box: Box, outer: Box): boolean {
  return box.minX >= outer.minX && box.minY >= outer.minY && box.maxX <= outer.maxX && box.maxY <= outer.maxY;
}
