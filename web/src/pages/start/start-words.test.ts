import { beforeAll, expect, test } from '@jest/globals';
import { i18n } from '@lingui/core';
import { startHeadline, startSummary } from './start-words.ts';

beforeAll(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
});

test.each([
  [0, 0, 'Nothing has failed in the last day.'],
  [0, 3, 'Nothing failed by itself in the last day.'],
  [1, 1, 'One thing failed, and nothing explains it.'],
  [4, 9, '4 things failed, and nothing explains them.'],
])('with %d unexplained of %d failures the headline is “%s”', (unexplained, failed, headline) => {
  expect(startHeadline({ unexplained, failed })).toBe(headline);
});

test('the summary says how many only followed, and when it does not know all', () => {
  expect(startSummary({ unexplained: 1, failed: 1 }, false)).toBe('1 run failed in the last 24 hours.');
  expect(startSummary({ unexplained: 4, failed: 9 }, false)).toBe(
    '9 runs failed in the last 24 hours, 5 of them as a consequence of others.',
  );
  expect(startSummary({ unexplained: 4, failed: 900 }, true)).toMatch(/^At least 900 runs failed/);
});
