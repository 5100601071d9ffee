import { beforeAll, expect, test } from '@jest/globals';
import { i18n } from '@lingui/core';
import { cutMiddle, formatBytes, formatDuration, formatMoment } from './format.ts';

beforeAll(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
});

test.each([
  [0, '0 ms'],
  [412.4, '412 ms'],
  [4_100, '4.1 s'],
  [9_960, '10 s'],
  [59_700, '1 m'],
  [192_000, '3 m 12 s'],
  [3_600_000, '1 h'],
  [7_500_000, '2 h 5 m'],
  [86_400_000 * 3 + 3_600_000 * 4, '3 d 4 h'],
  [-4_100, '−4.1 s'],
])('%d ms reads %s', (ms, words) => {
  expect(formatDuration(ms)).toBe(words);
});

test.each([
  [0, '0 B'],
  [1_234, '1.2 kB'],
  [5_000_000_000, '5 GB'],
])('%d bytes read %s', (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words);
});

test('a name keeps both its ends, and no letter is cut in half', () => {
  expect(cutMiddle('short', 18)).toBe('short');
  expect(cutMiddle('refinery.marts.schools.outreach_list.build.run', 18)).toBe('refinery.…uild.run');
  expect(cutMiddle('👩‍👩‍👧'.repeat(30), 5)).toBe('👩‍👩‍👧👩‍👩‍👧…👩‍👩‍👧👩‍👩‍👧');
});

test('today has a time, another day its date as well', () => {
  const now = new Date(2026, 10, 26, 15, 0).getTime();
  expect(formatMoment(new Date(2026, 10, 26, 8, 5).getTime(), now)).toBe('08:05');
  expect(formatMoment(new Date(2026, 10, 25, 8, 5).getTime(), now)).toBe('25 Nov, 08:05');
  expect(formatMoment(new Date(2025, 10, 25, 8, 5).getTime(), now)).toBe('25 Nov 2025, 08:05');
});
