import { expect, test } from '@jest/globals';
import { rangeMs } from '../../address/runs-address.ts';
import { panned, rangeAround, visibleWindow, zoomed } from './visible-window.ts';

const now = Date.parse('2026-11-26T09:10:00Z');

test('the window that follows now holds it near its end, and stands still in between', () => {
  const window = visibleWindow('24h', null, now);
  expect(window.toMs - window.fromMs).toBe(rangeMs('24h'));
  expect(window.toMs).toBeGreaterThan(now);
  expect(window.toMs - now).toBeLessThan(rangeMs('24h') / 20);
  expect(visibleWindow('24h', null, now + 60_000)).toEqual(window);
});

test('a window with an end stays there', () => {
  expect(visibleWindow('1h', '2026-11-20T09:00:00.000Z', now).toMs).toBe(Date.parse('2026-11-20T09:00:00Z'));
});

test('zoom keeps the time under the pointer where it is', () => {
  const window = visibleWindow('24h', '2026-11-20T00:00:00.000Z', now);
  const closer = zoomed('24h', window, -1, 0.25, now);
  const after = visibleWindow(closer.range, closer.to, now);
  expect(closer.range).toBe('12h');
  expect(after.fromMs + (after.toMs - after.fromMs) * 0.25).toBe(window.fromMs + (window.toMs - window.fromMs) * 0.25);
});

test('at now it goes on following now', () => {
  expect(zoomed('24h', visibleWindow('24h', null, now), -1, 1, now)).toEqual({ range: '12h', to: null });
  expect(panned('1h', visibleWindow('1h', null, now), 1, now)).toBeNull();
  expect(panned('1h', visibleWindow('1h', null, now), -1, now)).toMatch(/^2026-11-26T08:4/);
});

test('a bucket is shown in the closest range that holds it', () => {
  expect(rangeAround({ fromMs: 0, toMs: 50 * 60_000 }, now)).toEqual({ range: '1h', to: '1970-01-01T00:55:00.000Z' });
});
