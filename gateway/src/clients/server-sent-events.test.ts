import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ServerSentEventParser } from './server-sent-events.ts';

test('messages are cut at empty lines; comments and unknown fields are left out', () => {
  const parser = new ServerSentEventParser();
  const text = ': hello\n\nevent: entries\nid: 7\ndata: [1]\n\ndata: a\ndata:b\n\nevent: nothing\n\n';
  expect(parser.push(Buffer.from(text))).toEqual([
    { event: 'entries', data: '[1]' },
    { event: 'message', data: 'a\nb' },
  ]);
});

test('carriage returns belong to the line end', () => {
  expect(new ServerSentEventParser().push(Buffer.from('event: x\r\ndata: y\r\n\r\n'))).toEqual([{ event: 'x', data: 'y' }]);
});

test('however the bytes are cut, the messages are the same', () => {
  const data = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[\r\n]/.test(text) && !text.startsWith(' '));
  const stream = fc.tuple(fc.array(data), fc.array(fc.nat({ max: 60 })));
  fc.assert(
    fc.property(stream, ([payloads, cuts]) => {
      const bytes = Buffer.from(payloads.map((payload) => `: c\nevent: e\ndata: ${payload}\n\n`).join(''));
      const parser = new ServerSentEventParser();
      const messages = [];
      let from = 0;
      for (const cut of [...cuts, bytes.length]) {
        messages.push(...parser.push(bytes.subarray(from, from + cut)));
        from += cut;
      }
      expect(messages).toEqual(payloads.map((payload) => ({ event: 'e', data: payload })));
    }),
    { verbose: true },
  );
});
