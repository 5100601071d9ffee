import { expect, test } from '@jest/globals';
import { ResultText } from './result-text.ts';
import { nextFrame } from './socket-frames.ts';

/** Payload of one unmasked text frame, read as RFC 6455 §5.2 says. */
function payloadOf(frame: Buffer): string {
  expect(frame[0]).toBe(0x81);
  const short = frame[1]!;
  const [start, length] = short < 126 ? [2, short] : short === 126 ? [4, frame.readUInt16BE(2)] : [10, Number(frame.readBigUInt64BE(2))];
  expect(frame.length).toBe(start + length);
  return frame.toString('utf8', start);
}

test.each([0, 10, 60, 70, 80, 125, 126, 127, 4_000, 5_000, 65_400, 65_535, 65_536, 200_000])(
  'a message with a text of %i bytes is one frame',
  (length) => {
    const result = { data: { text: 'x'.repeat(length), other: 'é𝒳\u2028' } };
    const frame = Buffer.concat(nextFrame('an "id"')(new ResultText('c1', result)));
    expect(JSON.parse(payloadOf(frame))).toEqual({ id: 'an "id"', type: 'next', payload: result });
  },
);

test('who uses the same id gets the same bytes, and a large text is not copied for others', () => {
  const [small, large] = [1, 10_000].map((length) => new ResultText('c1', { data: { text: 'x'.repeat(length) } }));
  expect(nextFrame('1')(small!)).toBe(nextFrame('1')(small!));
  expect(nextFrame('1')(small!)).toHaveLength(1);
  expect(nextFrame('1')(large!)[1]).toBe(nextFrame('2')(large!)[1]);
});
