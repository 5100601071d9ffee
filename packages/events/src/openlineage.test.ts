import { expect, test } from '@jest/globals';
import { isProjected } from './openlineage.ts';

test('an event counts unless ingest decided that it does not', () => {
  expect(isProjected(null)).toBe(true);
  expect(isProjected({ project: true, flags: [] })).toBe(true);
  expect(isProjected({ project: false, flags: ['CLOCK_SUSPECT'] })).toBe(false);
});

test.each([{}, { project: 'yes', flags: [] }, { project: true, flags: [], more: 1 }, 'no'])(
  'the decision %j is a data error',
  (decision) => {
    expect(() => isProjected(decision)).toThrow(SyntaxError);
  },
);
