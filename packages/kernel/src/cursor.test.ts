import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cursorOf, decodeCursor, encodeCursor, startOfLog } from './cursor.ts';
import { BadUserInputError } from './errors.ts';

test('a cursor is sixteen characters and comes back as it went, eras included', () => {
  const hex = fc.stringMatching(/^[0-9a-f]{8}$/);
  fc.assert(
    fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), hex, (position, check) => {
      const text = encodeCursor({ position, check });
      expect(text).toMatch(/^[\w-]{16}$/);
      expect(decodeCursor(text)).toEqual({ position, check });
    }),
  );
});

test('the cursor of an entry holds the first four bytes of its hash', () => {
  const bodyHash = Buffer.from('0011223344556677', 'hex');
  expect(decodeCursor(cursorOf({ position: 7, bodyHash }))).toEqual({ position: 7, check: '00112233' });
});

test('the place before the first entry has a cursor', () => {
  expect(decodeCursor(encodeCursor(startOfLog))).toEqual(startOfLog);
});

test.each(['', 'x', 'AAAAAAAAAAAAAAA', 'AAAAAAAAAAAAAAAAA', 'AAAAAAAAAAAAAAA=', '////////////////', '________________'])(
  '%j is no cursor',
  (text) => {
    expect(() => decodeCursor(text)).toThrow(BadUserInputError);
  },
);
