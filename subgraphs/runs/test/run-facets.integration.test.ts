import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { datasetId, datasetVersionId, jobId, pinnedVersionId, runId } from '@hotpass/kernel';
import { aRunEvent, namespace } from './events.ts';
import { startRuns, type RunsUnderTest } from './runs-under-test.ts';

let runs: RunsUnderTest;

beforeAll(async () => {
  runs = await startRuns();
});

afterAll(async () => {
  await runs[Symbol.asyncDispose]();
});

async function field(raw: string, selection: string): Promise<unknown> {
  const { run } = await runs.ask(`query ($id: ID!) { run(id: $id) { ${selection} } }`, { id: runId(raw) });
  return run;
}

const from = { _producer: 'https://example.com/p', _schemaURL: 'https://example.com/s.json' };

describe('the facets of a run', () => {
  test('are the newest of each name, found by name, with their whole text', async () => {
    await runs.send(
      aRunEvent({ runId: 'told', facets: { engine: { ...from, version: 1 }, other: {} } }),
      aRunEvent({ runId: 'told', minute: 2, eventType: 'COMPLETE', facets: { engine: { ...from, version: 2, word: '\0\uD800' } } }),
      aRunEvent({ runId: 'told', minute: 1, eventType: 'RUNNING', facets: { engine: { version: 3 } } }),
    );
    const engine = { name: 'engine', producer: from._producer, schemaURL: from._schemaURL };
    const raw = JSON.stringify({ ...from, version: 2, word: '\0\uD800' });
    const other = { name: 'other', producer: null, schemaURL: null, raw: '{}' };
    const selection = '{ __typename name producer schemaURL raw }';
    expect(
      await field(
        'told',
        `facets ${selection} some: facets(names: ["other", "none", "a\\u0000"]) { name } engine: facet(name: "engine") { name } none: facet(name: "none") { name }`,
      ),
    ).toEqual({
      facets: [
        { __typename: 'UnknownFacet', ...engine, raw },
        { __typename: 'UnknownFacet', ...other },
      ],
      some: [{ name: 'other' }],
      engine: { name: 'engine' },
      none: null,
    });
  });

  test('tell what can be read in them', async () => {
    const facets = {
      errorMessage: { message: 'no disk', programmingLanguage: 'SQL', stackTrace: 'at 1' },
      processing_engine: { name: 'spark', version: '3.5.1', openlineageAdapterVersion: '1.23.0' },
      externalQuery: { externalQueryId: 'q1', source: 'bigquery' },
      environmentVariables: { environmentVariables: [{ name: 'REGION', value: 'eu' }] },
      tags: { tags: [{ key: 'team', value: 'orders', source: 'CONFIG' }] },
      executionParameters: { parameters: [{ key: 'day', name: 'Day', value: '2026-01-15' }] },
      jobDependencies: { upstream: [{ job: { namespace, name: 'before' }, run: { runId: 'told' }, dependency_type: 'DIRECT_INVOCATION' }] },
      test: { tests: [{ name: 'unique', status: 'fail', severity: 'error', expected: '0', actual: '3' }] },
    };
    const jobFacets = {
      sql: { query: 'select 1' },
      sourceCodeLocation: { type: 'git', url: 'https://example.com/x', version: 'abc' },
      other: {},
    };
    await runs.send(aRunEvent({ runId: 'readable', eventType: 'FAIL', facets, jobFacets }));
    const selection = `error { message programmingLanguage stackTrace } processingEngine { name version adapterVersion } externalQuery { queryId source }
      environmentVariables { name value } tags { key value source } parameters { key name value } dependencies { direction job { id } runId type }
      tests { name status severity type expected actual } code { url repositoryUrl path version tag branch language sourceCode query }`;
    const typed = `facet(name: "processing_engine") { __typename name ... on ProcessingEngineRunFacet { processingEngineName openlineageAdapterVersion } }`;
    expect(await field('readable', typed)).toEqual({
      facet: {
        __typename: 'ProcessingEngineRunFacet',
        name: 'processing_engine',
        processingEngineName: 'spark',
        openlineageAdapterVersion: '1.23.0',
      },
    });
    expect(await field('readable', selection)).toEqual({
      error: facets.errorMessage,
      processingEngine: { name: 'spark', version: '3.5.1', adapterVersion: '1.23.0' },
      externalQuery: { queryId: 'q1', source: 'bigquery' },
      environmentVariables: facets.environmentVariables.environmentVariables,
      tags: facets.tags.tags,
      parameters: facets.executionParameters.parameters,
      dependencies: [{ direction: 'UPSTREAM', job: { id: jobId(namespace, 'before') }, runId: runId('told'), type: 'DIRECT_INVOCATION' }],
      tests: [{ name: 'unique', status: 'fail', severity: 'error', type: null, expected: '0', actual: '3' }],
      code: {
        ...{ url: 'https://example.com/x', repositoryUrl: null, path: null, version: 'abc', tag: null, branch: null },
        ...{ language: null, sourceCode: null, query: 'select 1' },
      },
    });
    const nothing = { error: null, processingEngine: null, externalQuery: null, environmentVariables: null, tags: null };
    expect(await field('told', selection)).toEqual({ ...nothing, parameters: null, dependencies: null, tests: null, code: null });
  });

  test('are counted, and as many shown as asked for', async () => {
    const facets = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`f${String(index).padStart(2, '0')}`, {}]));
    await runs.send(aRunEvent({ runId: 'several', facets }));
    expect(
      await field('several', 'facetCount two: facets(first: 2) { name } some: facets(first: 1, names: ["f20", "f10"]) { name }'),
    ).toEqual({
      facetCount: 30,
      two: [{ name: 'f00' }, { name: 'f01' }],
      some: [{ name: 'f10' }],
    });
    const found = (await field('several', 'facets { name }')) as { facets: unknown[] };
    expect(found.facets).toHaveLength(25);
  });

  test('are refused when they are too large together', async () => {
    const text = 'x'.repeat(4 * 1_024 * 1_024);
    for (const index of Array.from({ length: 9 }).keys()) {
      await runs.send(aRunEvent({ runId: `large-${index}`, job: 'large', facets: { large: { text: `${index}${text}` }, small: {} } }));
    }
    const query = `query ($jobId: ID!, $first: Int, $name: String!) { runs(filter: { jobId: { eq: $jobId } }, first: $first) { nodes { facet(name: $name) { name } } } }`;
    const ask = (first: number, name: string) => runs.execute(query, { variables: { jobId: jobId(namespace, 'large'), first, name } });
    expect((await ask(9, 'large')).errors?.[0]?.extensions['code']).toBe('LIMIT_EXCEEDED');
    expect((await ask(7, 'large')).errors).toBeUndefined();
    expect((await ask(9, 'small')).errors).toBeUndefined();
  });

  test('hide the credentials of addresses', async () => {
    await runs.send(aRunEvent({ runId: 'secret', facets: { connection: { url: 'jdbc:postgresql://me:s3cret@host/db' } } }));
    expect(await field('secret', 'facet(name: "connection") { raw }')).toEqual({
      facet: { raw: '{"url":"jdbc:postgresql://***:***@host/db"}' },
    });
  });

  test('of wrong shape, 5,000 levels deep or under a name nobody can hold harm nothing', async () => {
    const deep = `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`;
    await runs.sendText(
      JSON.stringify(
        aRunEvent({
          runId: 'odd',
          facets: { deep: 'DEEP', tags: { tags: 'none' }, errorMessage: { message: 3 }, list: [], ['x'.repeat(257)]: {}, '\0': {} },
        }),
      ).replace('"DEEP"', deep),
    );
    expect(await field('odd', 'facets { name } deep: facet(name: "deep") { raw } tags { key } error { message } errorMessage')).toEqual({
      facets: [{ name: 'deep' }, { name: 'errorMessage' }, { name: 'tags' }],
      deep: { raw: deep },
      tags: null,
      error: null,
      errorMessage: null,
    });
  });

  test('are refused when too many names are asked for', async () => {
    const names = Array.from({ length: 101 }, (_, index) => `f${index}`);
    const { errors } = await runs.execute('query ($id: ID!, $names: [String!]) { run(id: $id) { facets(names: $names) { name } } }', {
      variables: { id: runId('told'), names },
    });
    expect(errors?.[0]?.extensions['code']).toBe('LIMIT_EXCEEDED');
  });
});

const edges = `edges { cursor node { id } version { id } versionBasis versionText writtenBy { openLineageRunId }
  statistics { rowCount sizeBytes fileCount } dataQuality { rowCount columns { column nullCount } } assertions { assertion success column }
  facets { name } facet(name: "inputStatistics") { raw } }`;

const nothingTold = { statistics: null, dataQuality: null, assertions: null, facets: [], facet: null };

describe('the inputs and outputs of a run', () => {
  test('have versions and statistics, merged over its events', async () => {
    const [a, b] = [datasetId(namespace, 'a'), datasetId(namespace, 'b')];
    const version = { version: { datasetVersion: '38' } };
    await runs.send(
      aRunEvent({ runId: 'w1', job: 'w', minute: 0, eventType: 'COMPLETE', outputs: ['b'] }),
      aRunEvent({ runId: 'w2', job: 'w', minute: 1, eventType: 'FAIL', outputs: ['b'] }),
      aRunEvent({ runId: 'w3', job: 'w', minute: 9, eventType: 'COMPLETE', outputs: ['b'] }),
      aRunEvent({
        runId: 'r',
        minute: 5,
        inputs: [{ name: 'a', facets: version, inputFacets: { inputStatistics: { rowCount: 1 } } }, 'b'],
      }),
      aRunEvent({
        runId: 'r',
        minute: 6,
        eventType: 'COMPLETE',
        inputs: [
          {
            name: 'a',
            facets: {
              dataQualityAssertions: { assertions: [{ assertion: 'unique', success: true }] },
              dataQualityMetrics: { rowCount: 1 },
            },
            inputFacets: {
              inputStatistics: { rowCount: 2, size: 8 },
              dataQualityMetrics: { rowCount: 2, columnMetrics: { id: { nullCount: 1 } } },
              dataQualityAssertions: { assertions: [{ assertion: 'not_null', success: false, column: 'id' }] },
            },
          },
        ],
        outputs: [{ name: 'c', facets: version, outputFacets: { outputStatistics: { rowCount: 7, fileCount: 1 } } }],
      }),
    );
    const found = (await field('r', `inputs { ${edges} } outputs { ${edges} }`)) as {
      inputs: { edges: { node: { id: string } }[] };
      outputs: unknown;
    };
    const input = (id: string): unknown => found.inputs.edges.find(({ node }) => node.id === id);
    expect(input(a)).toMatchObject({
      version: { id: pinnedVersionId(a, '38') },
      versionBasis: 'TOLD',
      versionText: '38',
      writtenBy: null,
      statistics: { rowCount: 2, sizeBytes: 8, fileCount: null },
      dataQuality: { rowCount: 2, columns: [{ column: 'id', nullCount: 1 }] },
      assertions: [
        { assertion: 'not_null', success: false, column: 'id' },
        { assertion: 'unique', success: true, column: null },
      ],
      facets: [{ name: 'dataQualityAssertions' }, { name: 'dataQualityMetrics' }, { name: 'inputStatistics' }],
      facet: { raw: '{"rowCount":2,"size":8}' },
    });
    const written = { version: { id: datasetVersionId(b, runId('w1')) }, versionBasis: 'LAST_WRITE', versionText: null };
    expect(input(b)).toMatchObject({ ...written, writtenBy: { openLineageRunId: 'w1' }, ...nothingTold });
    expect(found.outputs).toMatchObject({
      edges: [
        {
          version: { id: datasetVersionId(datasetId(namespace, 'c'), runId('r')) },
          versionBasis: 'WRITTEN',
          versionText: '38',
          writtenBy: { openLineageRunId: 'r' },
          statistics: { rowCount: 7, sizeBytes: null, fileCount: 1 },
        },
      ],
    });
  });

  test('can be asked for one dataset, such as for its history over the runs that wrote it', async () => {
    for (const rowCount of [1, 2, 3]) {
      const measured = { name: 'measured', outputFacets: { outputStatistics: { rowCount } } };
      await runs.send(aRunEvent({ runId: `measuring-${rowCount}`, job: 'measuring', minute: rowCount, outputs: [measured, 'another'] }));
    }
    const query = `query ($of: [_Any!]!, $id: ID!) { _entities(representations: $of) { ... on Dataset {
      writtenBy(first: 2) { nodes { outputs(datasetId: $id) { totalCount edges { statistics { rowCount } } } inputs(datasetId: $id) { totalCount edges { cursor } } } } } } }`;
    const id = datasetId(namespace, 'measured');
    const counted = (rowCount: number) => ({
      outputs: { totalCount: 1, edges: [{ statistics: { rowCount } }] },
      inputs: { totalCount: 0, edges: [] },
    });
    expect(await runs.ask(query, { of: [{ __typename: 'Dataset', id }], id })).toEqual({
      _entities: [{ writtenBy: { nodes: [counted(3), counted(2)] } }],
    });
    expect(await field('measuring-1', 'outputs(datasetId: "ds_\\u0000") { totalCount }')).toEqual({ outputs: { totalCount: 0 } });
  });

  test('of which nothing is told have no version', async () => {
    await runs.send(aRunEvent({ runId: 'first', job: 'first', inputs: ['never-written'] }));
    expect(await field('first', `inputs { ${edges} }`)).toMatchObject({
      inputs: { edges: [{ version: null, versionBasis: null, versionText: null, writtenBy: null, ...nothingTold }] },
    });
  });

  test('may be ten thousand', async () => {
    const inputs = Array.from({ length: 10_000 }, (_, index) => ({
      name: `many-${index}`,
      inputFacets: { inputStatistics: { rowCount: index } },
    }));
    await runs.send(aRunEvent({ runId: 'many', job: 'many', inputs }));
    const found = await field(
      'many',
      'inputs(first: 100) { totalCount nodes { id } pageInfo { hasNextPage } edges { statistics { rowCount } } }',
    );
    expect(found).toMatchObject({ inputs: { totalCount: 10_000, pageInfo: { hasNextPage: true } } });
    const { edges: page } = (found as { inputs: { edges: { statistics: { rowCount: number } | null }[] } }).inputs;
    expect(page).toHaveLength(100);
    expect(page.filter(({ statistics }) => statistics === null)).toEqual([]);
  });
});
