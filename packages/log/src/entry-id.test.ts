import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeEntryId, encodeEntryId } from './entry-id.ts';
import { microsText, timestampText } from './timestamp.ts';

test('an entry id holds time and seq, also of times before 1970', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n }), fc.bigInt({ min: 1n, max: 2n ** 62n }), (receivedAtMicros, seq) => {
      expect(decodeEntryId(encodeEntryId({ receivedAtMicros, seq }))).toEqual({ receivedAtMicros, seq });
    }),
  );
});

test('other texts are no entry ids', () => {
  for (const text of ['', 'ent_', 'ent_12', `ent_${'g'.repeat(32)}`, `run_${'0'.repeat(32)}`, `ent_${'0'.repeat(33)}`])
    expect(decodeEntryId(text)).toBeNull();
});

test('times are written as Postgres reads them: five digits, before Christ, microseconds', () => {
  expect(timestampText(new Date('2026-01-02T03:04:05.678Z'))).toBe('2026-01-02T03:04:05.678Z');
  expect(timestampText(new Date('+012345-01-02T03:04:05Z'))).toBe('12345-01-02T03:04:05.000Z');
  expect(timestampText(new Date('0000-01-02T03:04:05Z'))).toBe('0001-01-02T03:04:05.000Z BC');
  expect(timestampText(new Date('-000043-03-15T00:00:00Z'))).toBe('0044-03-15T00:00:00.000Z BC');
  expect(microsText(1_767_323_045_678_901n)).toBe('2026-01-02T03:04:05.678901Z');
  expect(microsText(-1n)).toBe('1969-12-31T23:59:59.999999Z');
});
