import { expect, test } from '@jest/globals';
import { DateTimeScalar } from './date-time.scalar.ts';

test.each([
  ['2026-01-31T08:00:00Z', '2026-01-31T08:00:00.000Z'],
  ['2024-02-29T23:30:00.5-01:00', '2024-03-01T00:30:00.500Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
])('%s is an instant', (text, instant) => {
  expect(DateTimeScalar.parseValue(text)).toEqual(new Date(instant));
});

test.each([
  '2026-02-30T00:00:00Z',
  '2025-02-29T00:00:00+01:00',
  '2026-01-31T24:00:00Z',
  // In years that no database and no ISO text of four digits has.
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+01:00',
  '9999-12-31T23:59:59-01:00',
  'yesterday',
  1_760_000_000,
])('%s is none', (value) => {
  expect(() => DateTimeScalar.parseValue(value)).toThrow('RFC 3339');
});
