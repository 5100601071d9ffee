import { expect, test } from '@jest/globals';
import { traceIdOf } from './trace-id.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';

test.each([
  [`00-${traceId}-00f067aa0ba902b7-01`, traceId],
  [`cc-${traceId}-00f067aa0ba902b7-01-what-the-future-brings`, traceId],
  [`00-${traceId}-00f067aa0ba902b7-01-more`, null],
  [`ff-${traceId}-00f067aa0ba902b7-01`, null],
  [`00-${traceId.toUpperCase()}-00f067aa0ba902b7-01`, null],
  [`00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, null],
  [`00-${traceId}-${'0'.repeat(16)}-01`, null],
  ['', null],
  [undefined, null],
])('%s', (header, expected) => {
  expect(traceIdOf(header)).toBe(expected);
});
