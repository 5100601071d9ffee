import { expect, test } from '@jest/globals';
import { holdsNul, parseJson } from './parse-json.ts';

const refused = expect.objectContaining({ code: 'BAD_USER_INPUT', details: { issues: [expect.objectContaining({ pointer: '' })] } });

test.each([
  ['nothing', Buffer.alloc(0)],
  ['a cut text', Buffer.from('{"a":')],
  ['NaN', Buffer.from('{"a":NaN}')],
  ['a byte order mark', Buffer.from('\uFEFF{}')],
  ['two values', Buffer.from('{}{}')],
  ['a bare control character', Buffer.from('"\0"')],
  ['a stray Latin-1 byte', Buffer.from([0x22, 0xe9, 0x22])],
  ['an overlong encoding', Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
  ['an encoded surrogate', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
])('%s is refused', (_what, bytes) => {
  expect(() => parseJson(bytes)).toThrow(refused);
});

test('large numbers, duplicate keys and __proto__ are JSON', () => {
  expect(parseJson(Buffer.from('{"a":9007199254740993,"a":1,"__proto__":{}}')).json).toHaveProperty('a', 1);
});

test.each([
  ['"a\\u0000b"', true],
  ['"\\\\\\u0000"', true],
  ['{"\\u0000":1}', true],
  ['"\\\\u0000"', false],
  ['"\\u0001\\u00001"', true],
  ['"\\\\\\\\u0000 u0000"', false],
])('%s holds U+0000: %s', (json, expected) => {
  expect(JSON.stringify(JSON.parse(json)).includes('\\u0000') && holdsNul(Buffer.from(json))).toBe(expected);
  expect(holdsNul(Buffer.from(json))).toBe(expected);
});
