import { beforeAll, expect, test } from '@jest/globals';
import { i18n } from '@lingui/core';
import { plainSentence } from '../../ui/sentence.ts';
import { datasetSentence, type DatasetFacts } from './dataset-sentence.ts';

beforeAll(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
});

const facts: DatasetFacts = {
  state: 'ACTIVE',
  renamedTo: null,
  written: { job: 'dedupe', atMs: 0, state: 'COMPLETED' },
  rowCount: 12_480,
  columnCount: 11,
  failedAssertions: 0,
};

test.each<[Partial<DatasetFacts>, string]>([
  [{}, 'Written 4 s ago by dedupe, 12,480 rows. 11 columns.'],
  [{ rowCount: 1, columnCount: 1 }, 'Written 4 s ago by dedupe, one row. One column.'],
  [{ written: null, rowCount: null, columnCount: 0 }, 'No run is known to have written it. Its producer has not told any columns.'],
  [{ written: { job: 'dedupe', atMs: null, state: 'RUNNING' }, columnCount: null }, 'It is being written by dedupe.'],
  [{ written: { job: null, atMs: 0, state: 'FAILED' }, columnCount: null }, 'The run that was to write it 4 s ago did not complete.'],
  [{ failedAssertions: 2, columnCount: null }, 'Written 4 s ago by dedupe, 12,480 rows. 2 of its checks failed.'],
  [{ state: 'DROPPED', written: null, columnCount: null }, 'This dataset was dropped. No run is known to have written it.'],
  [
    { state: 'RENAMED', renamedTo: 'people', written: null, columnCount: null },
    'This dataset is called people since. No run is known to have written it.',
  ],
])('of %j the sentence is %j', (change, sentence) => {
  expect(plainSentence(datasetSentence({ ...facts, ...change }, 4_000)).replace('4.0 s', '4 s')).toBe(sentence);
});
