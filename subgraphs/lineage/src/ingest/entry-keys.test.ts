import { expect, test } from '@jest/globals';
import { datasetId, jobId, runId } from '@hotpass/kernel';
import { readEvent } from '@hotpass/openlineage';
import { entryKeys } from './entry-keys.ts';

const run = { runId: '0190b6e4-7c2e-7c2e-8c2e-0190b6e47c2e' };
const job = { namespace: 'pipelines', name: 'load' };
const named = (name: string, facets: object = {}) => ({ namespace: 'db', name, facets });

function keysOf(event: object): string[] {
  return entryKeys(readEvent({ eventTime: '2026-01-15T00:00:00Z', eventType: 'COMPLETE', ...event })!);
}

test('keys are run, job and datasets, each once', () => {
  expect(keysOf({ run, job, inputs: [named('a'), named('a')], outputs: [named('a'), named('b')] })).toEqual([
    runId(run.runId),
    jobId('pipelines', 'load'),
    datasetId('db', 'a'),
    datasetId('db', 'b'),
  ]);
});

test.each([
  ['another name of a dataset', { symlinks: { identifiers: [{ namespace: 'db', name: 'x', type: 'TABLE' }] } }],
  [
    'the name it had before',
    { lifecycleStateChange: { lifecycleStateChange: 'RENAME', previousIdentifier: { namespace: 'db', name: 'x' } } },
  ],
  ['a source of a column', { columnLineage: { fields: { c: { inputFields: [{ namespace: 'db', name: 'x', field: 'd' }] } } } }],
  ['a source of the whole', { columnLineage: { fields: {}, dataset: [{ namespace: 'db', name: 'x', field: 'd' }] } }],
  ['a source in an explicit facet', { lineage: { inputs: [{ type: 'DATASET', namespace: 'db', name: 'x' }] } }],
])('and what only a facet names: %s', (_, facets) => {
  expect(keysOf({ dataset: named('a', facets) })).toEqual([datasetId('db', 'a'), datasetId('db', 'x')]);
});

test('and what an explicit facet of the job names', () => {
  const entries = [
    { type: 'JOB', inputs: [{ type: 'DATASET', namespace: 'db', name: 'in' }] },
    { type: 'DATASET', namespace: 'db', name: 'out', inputs: [{ type: 'DATASET', namespace: 'db', name: 'from' }] },
  ];
  const keys = keysOf({ run, job: { ...job, facets: { lineage: { entries } } }, inputs: [], outputs: [] });
  expect(keys.slice(2).toSorted()).toEqual(['in', 'out', 'from'].map((name) => datasetId('db', name)).toSorted());
});
