import { beforeAll, expect, test } from '@jest/globals';
import { i18n } from '@lingui/core';
import { plainSentence } from '../../ui/sentence.ts';
import { coverageSentences, datasetSentences, jobSentences, type JobRun, type Write } from './sentence-words.ts';

beforeAll(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
});

const now = Date.parse('2026-11-26T12:00:00Z');

function write(of: Partial<Write>): Write {
  return {
    state: 'COMPLETED',
    jobName: 'dedupe_entities',
    startedAt: '2026-11-26T11:59:00Z',
    endedAt: '2026-11-26T11:59:56Z',
    rowCount: null,
    nullShares: new Map(),
    ...of,
  };
}

function said(sentences: readonly string[]): string {
  return sentences.map(plainSentence).join(' ');
}

test.each<[string, readonly Write[], string | null]>([
  ['No run has been seen to write it.', [], null],
  ['Written 4 s ago by dedupe_entities.', [write({})], null],
  ['Written 4 s ago.', [write({ jobName: null })], null],
  ['Written just now by dedupe_entities.', [write({ endedAt: '2026-11-26T12:00:09Z' })], null],
  ['Written by dedupe_entities, nobody told when.', [write({ endedAt: null })], null],
  ['Written 4 s ago by dedupe_entities. 1 row.', [write({ rowCount: 1 })], null],
  [
    'Written 4 s ago by dedupe_entities. 406 rows, 12,419 the time before.',
    [write({ rowCount: 406 }), write({ rowCount: 12_419, endedAt: '2026-11-25T12:00:00Z' })],
    null,
  ],
  [
    'dedupe_entities has been writing it for 1 m. Written 2 h ago by dedupe_entities.',
    [write({ state: 'RUNNING', endedAt: null }), write({ endedAt: '2026-11-26T09:40:00Z' })],
    null,
  ],
  ['dedupe_entities failed to write it 4 s ago. No completed write is known.', [write({ state: 'FAILED' })], null],
  ['Whether dedupe_entities has written it is not known. No completed write is known.', [write({ state: 'UNKNOWN' })], null],
  [
    'Written 4 s ago by dedupe_entities. 3.2 % of phone is empty.',
    [
      write({
        nullShares: new Map([
          ['email', 0.5],
          ['phone', 0.032],
        ]),
      }),
    ],
    'phone',
  ],
])('%s', (words, writes, traced) => {
  expect(said(datasetSentences(writes, traced, now))).toBe(words);
});

test('of the columns the one whose emptiness has changed most is told, with what it was', () => {
  const before = write({
    nullShares: new Map([
      ['email', 0.012],
      ['phone', 0.3],
    ]),
    endedAt: '2026-11-25T12:00:00Z',
  });
  const last = write({
    nullShares: new Map([
      ['email', 0.068],
      ['phone', 0.301],
    ]),
  });
  expect(said(datasetSentences([last, before], null, now))).toMatch(/6\.8 % of email is empty, 1\.2 % 25 Nov/);
});

test('a name of another script, or of bidirectional controls, stays one part of the sentence', () => {
  const [sentence] = datasetSentences([write({ jobName: '\u202Eabc\u2069 <b>' })], null, now);
  expect(sentence).toBe('Written 4 s ago by \u2068abc <b>\u2069.');
});

test.each<[string, Partial<JobRun>, number | null, string | null]>([
  ['It has been running for 1 m.', { state: 'RUNNING', startedAt: '2026-11-26T11:59:00Z' }, null, null],
  [
    'It has run for 1 m, longer than usual. Usually it takes 20 s.',
    { state: 'RUNNING', health: 'LATE', startedAt: '2026-11-26T11:59:00Z' },
    20_000,
    null,
  ],
  ['Its latest run completed 4 s ago and took 41 s. Usually it takes 40 s.', { durationMs: 41_000 }, 40_000, null],
  ['Its latest run failed 4 s ago. No success is known.', { state: 'FAILED' }, 40_000, null],
  ['Its latest run failed 4 s ago. It last succeeded 2 d ago.', { state: 'FAILED' }, null, '2026-11-24T11:00:00Z'],
  ['Its latest run was aborted 4 s ago. No success is known.', { state: 'ABORTED' }, null, null],
  ['The state of its latest run is not known. No success is known.', { state: 'UNKNOWN' }, null, null],
])('of a job: %s', (words, run, medianMs, lastSuccessAt) => {
  const whole: JobRun = {
    state: 'COMPLETED',
    health: 'ON_TIME',
    startedAt: null,
    endedAt: '2026-11-26T11:59:56Z',
    durationMs: null,
    error: null,
    ...run,
  };
  expect(said(jobSentences(whole, medianMs, lastSuccessAt, now))).toBe(words);
});

test.each([
  [{ datasets: 16, datasetsWithColumnLineage: 14, truncated: false }, '14 of 16 datasets here report column lineage.'],
  [{ datasets: 4, datasetsWithColumnLineage: 4, truncated: false }, 'All 4 datasets here report column lineage.'],
  [{ datasets: 1, datasetsWithColumnLineage: 0, truncated: false }, 'The one dataset here reports no column lineage.'],
  [
    { datasets: 4, datasetsWithColumnLineage: 0, truncated: true },
    '0 of 4 datasets here report column lineage. There is more than was counted.',
  ],
])('of coverage %o is said: %s', (coverage, words) => {
  expect(said(coverageSentences(coverage))).toBe(words);
});
