import { expect, test } from '@jest/globals';
import { eventFrame } from './event-frames.ts';
import { ResultText } from './result-text.ts';
import { nextFrame } from './socket-frames.ts';

test('a client that names its operation like the streams of events gets a frame of its socket', () => {
  const result = new ResultText('c1', { data: { one: 1 } });
  const stream = Buffer.concat(eventFrame(result));
  const frame = Buffer.concat(nextFrame('event stream')(result));
  expect(String(stream)).toBe(`event: next\nid: c1\ndata: ${String(result.bytes)}\n\n`);
  expect(JSON.parse(String(frame.subarray(2)))).toEqual({ id: 'event stream', type: 'next', payload: { data: { one: 1 } } });
});
