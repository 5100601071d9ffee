import { expect, test } from '@jest/globals';
import { inRequest, requestScope } from './request-scope.ts';

test('facts of a request hold in everything it awaits and nowhere else; inner facts win', async () => {
  const seen = await inRequest({ requestId: 'outer', traceId: 'trace' }, async () => {
    await Promise.resolve();
    return [requestScope(), inRequest({ requestId: 'inner' }, requestScope)];
  });
  expect(seen).toEqual([
    { requestId: 'outer', traceId: 'trace' },
    { requestId: 'inner', traceId: 'trace' },
  ]);
  expect(requestScope()).toEqual({});
});
