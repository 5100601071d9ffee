import { expect, test } from '@jest/globals';
import { decideTime } from './decide-time.ts';

const now = new Date('2026-01-15T08:00:00Z');

test.each([
  ['the past', new Date('1970-01-01T00:00:00Z'), []],
  ['now', now, []],
  ['24 hours ahead', new Date('2026-01-16T08:00:00.000Z'), []],
  ['a millisecond more', new Date('2026-01-16T08:00:00.001Z'), ['CLOCK_SUSPECT']],
  ['the year 9999', new Date('9999-12-31T23:59:59Z'), ['CLOCK_SUSPECT']],
  ['no readable time', null, ['TIME_UNREADABLE']],
])('%s', (_what, eventTime, flags) => {
  expect(decideTime(eventTime, now)).toEqual({ project: flags.length === 0, flags });
});
