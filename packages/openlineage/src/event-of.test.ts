import { expect, test } from '@jest/globals';
import { eventOf } from './event-of.ts';

const json = { job: { namespace: 'etl', name: 'load' }, eventTime: '2026-01-01T00:00:00Z' };

test('an entry is read once, and not for another', () => {
  const read: string[] = [];
  const entry = (name: string, value: unknown, eventTime: Date | null = null) => ({
    eventTime,
    json: () => {
      read.push(name);
      return value;
    },
  });
  const [first, second, none] = [entry('first', json), entry('second', json, new Date(0)), entry('none', {})];
  expect(eventOf(first)).toBe(eventOf(first));
  expect(eventOf(first)?.eventTime).toEqual(new Date('2026-01-01T00:00:00Z'));
  expect(eventOf(second)?.eventTime).toEqual(new Date(0));
  expect([eventOf(none), eventOf(none)]).toEqual([null, null]);
  expect(read).toEqual(['first', 'second', 'none']);
});
