import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { axisTicks } from './time-axis.ts';

const hour = 3_600_000;

test.each([
  [0.25, 15 * 60_000, 9],
  [1, 10 * 60_000, 9],
  [24, 3 * hour, 9],
  [24 * 7, 24 * hour, 9],
  [24 * 30, 5 * 24 * hour, 9],
])('%d hours have readable lines', (hours, widest, most) => {
  const toMs = Date.parse('2026-11-26T09:10:00Z');
  const ticks = axisTicks({ fromMs: toMs - hours * hour, toMs });
  expect(ticks.length).toBeGreaterThan(2);
  expect(ticks.length).toBeLessThanOrEqual(most + 1);
  expect(ticks[1]!.atMs - ticks[0]!.atMs).toBeLessThanOrEqual(widest);
});

test('lines lie in the window, in order, and a day begins where the axis says so', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000_000_000_000 }), fc.integer({ min: 60_000, max: 40 * 24 * hour }), (fromMs, span) => {
      const ticks = axisTicks({ fromMs, toMs: fromMs + span });
      expect(ticks.length).toBeLessThanOrEqual(12);
      for (const [place, { atMs, day }] of ticks.entries()) {
        expect(atMs).toBeGreaterThanOrEqual(fromMs);
        expect(atMs).toBeLessThan(fromMs + span);
        if (place > 0) expect(atMs).toBeGreaterThan(ticks[place - 1]!.atMs);
        if (day) expect(new Date(atMs).getHours() * 60 + new Date(atMs).getMinutes()).toBe(0);
      }
    }),
    { seed: 10 },
  );
});

test('no time has no lines', () => {
  expect(axisTicks({ fromMs: 5, toMs: 5 })).toEqual([]);
});
