import { i18n } from '@lingui/core';
import { beforeAll, expect, test } from '@jest/globals';
import { plainSentence } from '../../ui/sentence.ts';
import type { Lane } from '../../features/run-timeline/lanes.ts';
import { runsSentence, runsSummary } from './runs-sentence.ts';

const now = new Date(2026, 10, 26, 12).getTime();
const at = new Date(2026, 10, 26, 9, 5).toISOString();
const first = { job: 'load_contacts', at, kind: 'FAILED', consequences: 0 } as const;

beforeAll(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
});

test.each([
  [{ first: null, unexplained: 0 }, 'Nothing has failed that needs an explanation.'],
  [{ first, unexplained: 1 }, 'load_contacts failed first, at 09:05.'],
  [
    { first: { ...first, consequences: 2 }, unexplained: 3 },
    'load_contacts failed first, at 09:05, and 2 runs failed because of it. 2 failures after it have causes of their own.',
  ],
  [
    { first: { ...first, kind: 'LATE', consequences: 1 } as const, unexplained: 1 },
    'load_contacts is late since 09:05, and 1 run failed because of it.',
  ],
])('%j', (facts, words) => {
  expect(plainSentence(runsSentence(facts, now))).toBe(words);
});

test('the summary counts what the lanes hold', () => {
  const bucket = { fromMs: 0, toMs: 1, total: 1_250, completed: 1_200, failed: 50, running: 0, aborted: 0, unknown: 0 };
  const lane: Lane = {
    jobId: 'a',
    name: 'a',
    namespace: 'n',
    runs: [],
    buckets: [bucket],
    total: 1_250,
    latest: null,
    medianMs: null,
  };
  expect(runsSummary([lane], '24h', false)).toBe('1,250 runs of 1 job in 24 hours, 96 % completed, none running now.');
  expect(runsSummary([lane], '24h', true)).toBe('At least 1,250 runs of more than 1 job in 24 hours, 96 % completed, none running now.');
  expect(runsSummary([], '15m', false)).toBe('0 runs of 0 jobs in 15 minutes, none running now.');
});
