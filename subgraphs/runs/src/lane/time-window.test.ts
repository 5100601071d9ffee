import { describe, expect, test } from '@jest/globals';
import { bucketMs, bucketStart, timeWindow } from './time-window.ts';

const from = new Date('2026-01-15T08:00:00Z');

function after(milliseconds: number): Date {
  return new Date(from.getTime() + milliseconds);
}

describe('a window', () => {
  test('has sixty buckets when nobody says otherwise', () => {
    expect(timeWindow({ from, to: after(3_600_000) }, from).buckets).toBe(60);
  });

  test('is the last day when nobody says otherwise', () => {
    expect(timeWindow({}, from)).toEqual({ from: after(-86_400_000), to: from, buckets: 60 });
    expect(timeWindow({ from: null, to: after(1), buckets: null }, from)).toEqual({
      from: after(1 - 86_400_000),
      to: after(1),
      buckets: 60,
    });
  });

  test.each<[string, Date, number]>([
    ['is empty', from, 1],
    ['ends before it begins', after(-1), 1],
    ['is longer than ten years', after(3_661 * 86_400_000), 1],
    ['has no bucket', after(60_000), 0],
    ['has too many', after(86_400_000), 201],
    ['has buckets of less than a second', after(9_999), 10],
  ])('that %s is refused', (_what, to, buckets) => {
    expect(() => timeWindow({ from, to, buckets }, from)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });

  test('is covered by its buckets, whatever their width', () => {
    const window = timeWindow({ from, to: after(100_001), buckets: 7 }, from);
    expect(bucketMs(window)).toBeCloseTo(14_285.857, 3);
    expect(bucketStart(window, 0)).toEqual(from);
    expect(bucketStart(window, 1)).toEqual(after(14_286));
    expect(bucketStart(window, 7)).toEqual(after(100_001));
  });
});
