import { i18n } from '@lingui/core';
import { beforeAll, expect, test } from '@jest/globals';
import { plainSentence, sentenceParts } from '../../ui/sentence.ts';
import { runSentence, type RunFacts } from './run-sentence.ts';

beforeAll(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
});

const base: RunFacts = { state: 'RUNNING', health: 'ON_TIME', job: 'j', startedMs: 0, durationMs: null, usualMs: null, failure: null };
const failure = { afterMs: 41_000, step: null, broken: [], causes: [], hasMessage: true };
const rule = { dataset: 'refined.organisations', rule: 'null_rate', column: null };

const cases: readonly (readonly [Partial<RunFacts>, string])[] = [
  [{ durationMs: null }, 'Running for 3 m.'],
  [{ usualMs: 160_000 }, 'Running for 3 m, usually 2 m 40 s.'],
  [{ usualMs: 60_000, health: 'LATE' }, 'Late: running for 3 m, usually 1 m.'],
  [{ health: 'LATE' }, 'Running for 3 m, past its due end.'],
  [{ health: 'STALLED' }, 'Running for 3 m and silent for a day: no end was told yet.'],
  [{ startedMs: null }, 'Running since a time nobody told.'],
  [{ startedMs: 999_999 }, 'Running for 0 ms.'],
  [{ state: 'COMPLETED', durationMs: 38_000 }, 'Completed in 38 s.'],
  [{ state: 'COMPLETED', durationMs: 38_000, usualMs: 39_000 }, 'Completed in 38 s, as usual.'],
  [{ state: 'COMPLETED', durationMs: 90_000, usualMs: 39_000 }, 'Completed in 1 m 30 s, usually 39 s.'],
  [{ state: 'COMPLETED' }, 'Completed.'],
  [{ state: 'ABORTED', durationMs: 5_000 }, 'Stopped after 5 s.'],
  [{ state: 'ABORTED' }, 'Stopped before its end.'],
  [{ state: 'UNKNOWN' }, 'Nothing tells yet whether it has started or ended.'],
  [{ state: 'FAILED' }, 'Failed.'],
  [{ state: 'FAILED', durationMs: 5_000 }, 'Failed after 5 s.'],
  [{ state: 'FAILED', failure }, 'Failed after 41 s.'],
  [{ state: 'FAILED', failure: { ...failure, afterMs: null, step: 'load' } }, 'Failed in load.'],
  [
    { state: 'FAILED', failure: { ...failure, step: 'check_contract', broken: [rule] } },
    'Failed after 41 s in check_contract because refined.organisations broke rule null_rate.',
  ],
  [
    { state: 'FAILED', failure: { ...failure, broken: [{ ...rule, column: 'email' }, rule, rule] } },
    'Failed after 41 s because refined.organisations broke rule null_rate of email, and 2 rules more did not hold.',
  ],
  [
    { state: 'FAILED', failure: { ...failure, causes: [{ reason: 'FAILED_INPUT', dataset: 'staging.a', job: 'load_a' }] } },
    'Failed after 41 s because staging.a was not written: load_a failed.',
  ],
  [
    { state: 'FAILED', failure: { ...failure, causes: [{ reason: 'LATE_INPUT', dataset: 'staging.a', job: 'load_a' }] } },
    'Failed after 41 s because staging.a was late: load_a had not ended.',
  ],
];

test.each(cases)('%j', (facts, words) => {
  expect(plainSentence(runSentence({ ...base, ...facts }, 180_000))).toBe(words);
});

test('names are parts of their own, whatever they hold', () => {
  const sentence = runSentence({ ...base, state: 'FAILED', failure: { ...failure, step: 'a\u2069b\u202E<b>c' } }, 0);
  expect(sentenceParts(sentence)).toEqual([
    { text: 'Failed after 41 s in ', isName: false },
    { text: 'ab<b>c', isName: true },
    { text: '.', isName: false },
  ]);
});
