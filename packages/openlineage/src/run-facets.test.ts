import { describe, expect, test } from '@jest/globals';
import { jobCodeOf } from './job-code.ts';
import * as of from './run-dataset-facets.ts';
import * as run from './run-facets.ts';

const job = { namespace: 'n', name: 'j' };

/** Facets of wrong shape, of which nothing must be read and nothing may throw. */
const wrong = [{}, null, 'x', [], 1, { ['x']: 1 }, { _deleted: true, message: 'm', version: 'v', datasetVersion: 'v', rowCount: 1 }];

describe('a reader', () => {
  test.each<[string, unknown, unknown]>([
    [
      'errorMessage',
      run.runErrorOf({ errorMessage: { message: 'm\0', programmingLanguage: 'SQL', stackTrace: 3 } }),
      { message: 'm\0', programmingLanguage: 'SQL', stackTrace: null },
    ],
    [
      'processing_engine',
      run.processingEngineOf({ processing_engine: { version: '3.5', name: 'spark' } }),
      { version: '3.5', name: 'spark', adapterVersion: null },
    ],
    ['externalQuery', run.externalQueryOf({ externalQuery: { externalQueryId: 'q' } }), { queryId: 'q', source: null }],
    [
      'environmentVariables',
      run.environmentVariablesOf({ environmentVariables: { environmentVariables: [{ name: 'A', value: '' }, { value: 'b' }, 3] } }),
      [{ name: 'A', value: '' }],
    ],
    ['tags', run.runTagsOf({ tags: { tags: [{ key: 'k', value: 'v', source: '' }] } }), [{ key: 'k', value: 'v', source: null }]],
    [
      'executionParameters',
      run.runParametersOf({
        executionParameters: {
          parameters: [
            { key: 'k', value: 3 },
            { key: 'l', value: {} },
          ],
        },
      }),
      [
        { key: 'k', name: null, value: '3' },
        { key: 'l', name: null, value: null },
      ],
    ],
    [
      'jobDependencies',
      run.jobDependenciesOf({
        jobDependencies: { upstream: [{ job, run: { runId: 'r' }, dependency_type: 'D' }], downstream: [{}, { job }] },
      }),
      [
        { direction: 'UPSTREAM', jobNamespace: 'n', jobName: 'j', runId: 'r', type: 'D' },
        { direction: 'DOWNSTREAM', jobNamespace: 'n', jobName: 'j', runId: null, type: null },
      ],
    ],
    [
      'test',
      run.runTestsOf({ test: { tests: [{ name: 't', status: 'fail', expected: 1 }, { name: 't' }] } }),
      [{ name: 't', status: 'fail', severity: null, type: null, expected: '1', actual: null }],
    ],
    [
      'inputStatistics',
      of.inputStatisticsOf({ inputStatistics: { rowCount: 3, size: 8, fileCount: '1' } }),
      { rowCount: 3, sizeBytes: 8, fileCount: null },
    ],
    ['outputStatistics', of.outputStatisticsOf({ outputStatistics: {} }), { rowCount: null, sizeBytes: null, fileCount: null }],
    [
      'dataQualityMetrics',
      of.dataQualityMetricsOf({ dataQualityMetrics: { rowCount: 10, columnMetrics: { a: { nullCount: 1, max: 2.5 }, b: 'x' } } }),
      {
        rowCount: 10,
        sizeBytes: null,
        fileCount: null,
        lastUpdated: null,
        columns: [{ column: 'a', nullCount: 1, distinctCount: null, count: null, sum: null, min: null, max: 2.5 }],
      },
    ],
    [
      'dataQualityAssertions',
      of.dataQualityAssertionsOf({
        dataQualityAssertions: { assertions: [{ assertion: 'not_null', success: false, column: 'a' }, { assertion: 'x' }] },
      }),
      [{ assertion: 'not_null', success: false, column: 'a', severity: null, expected: null, actual: null }],
    ],
    [
      'code',
      jobCodeOf({ sql: { query: 'select 1' }, sourceCodeLocation: { version: 'abc' } }),
      expect.objectContaining({ query: 'select 1', version: 'abc', url: null }),
    ],
  ])('of %s', (_name, read, expected) => {
    expect(read).toEqual(expected);
  });

  test.each(wrong)('takes %j for nothing', (facet) => {
    const names = ['errorMessage', 'processing_engine', 'externalQuery', 'environmentVariables', 'tags', 'executionParameters', 'test'];
    const facets = Object.fromEntries(
      [...names, 'dataQualityAssertions', 'sql', 'sourceCode', 'sourceCodeLocation'].map((name) => [name, facet]),
    );
    const readers = [
      ...[run.runErrorOf, run.processingEngineOf, run.externalQueryOf, run.environmentVariablesOf, run.runTagsOf, run.runParametersOf],
      ...[run.runTestsOf, of.dataQualityAssertionsOf, jobCodeOf],
    ];
    for (const read of readers) expect(read(facets)).toBeNull();
  });
});
