import { expect, test } from '@jest/globals';
import { queueBefore, type LayoutPort } from './layout-worker.ts';
import type { LayoutRequest, LayoutResult } from './layout.ts';

test('one request is worked on at a time, and what is overtaken answers with nothing', async () => {
  const sent: LayoutRequest[] = [];
  let answer: (result: LayoutResult | null) => void = () => {};
  const port: LayoutPort = {
    send: (request) => sent.push(request),
    onAnswer(listener) {
      answer = listener;
    },
    [Symbol.dispose]() {},
  };
  const worker = queueBefore(port);
  const requests = ['a', 'b', 'c'].map((rootId) => ({ rootId }) as LayoutRequest);
  const answers = requests.map((request) => worker.layout(request));
  expect(sent).toEqual([requests[0]]);
  answer({} as LayoutResult);
  expect(sent).toEqual([requests[0], requests[2]]);
  const last = {} as LayoutResult;
  answer(last);
  expect(await Promise.all(answers)).toEqual([null, null, last]);
  const failed = worker.layout(requests[1]!);
  answer(null);
  expect(await failed).toBeNull();
});
