import { i18n } from '@lingui/core';
import { beforeAll, expect, test } from '@jest/globals';
import type { RunNews } from '../../features/run-timeline/lanes.ts';
import { runsNewsWords } from './runs-news.ts';

beforeAll(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
});

const job = { id: 'job', name: 'job', namespace: { id: 'ns', name: 'ns' } };
const news = (id: string, state: RunNews['state']): RunNews => ({ id, state, health: 'ON_TIME', jobId: job.id, job });

test.each<[readonly RunNews[], string]>([
  [[news('a', 'RUNNING')], '1 run goes on'],
  [[news('a', 'RUNNING'), news('a', 'COMPLETED')], '1 run finished'],
  [[news('a', 'FAILED'), news('b', 'COMPLETED'), news('c', 'ABORTED')], '3 runs finished, 1 failed'],
  [[news('a', 'FAILED'), news('b', 'RUNNING')], '1 run goes on, 1 run finished, 1 failed'],
])('%#', (all, words) => {
  expect(runsNewsWords(all)).toBe(words);
});
