import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { datasetId, jobId } from '@hotpass/kernel';
import { startLineage, type LineageUnderTest } from './lineage-under-test.ts';

let lineage: LineageUnderTest;

const facet = { _producer: 'https://example.org/test', _schemaURL: 'https://example.org/facet.json' };
const [spark, dbt] = ['https://example.org/spark', 'https://example.org/dbt'];
const source = { namespace: 'db', name: 'source' };
const inputFields = [{ ...source, field: 'a', transformations: [] }];
const target = {
  namespace: 'db',
  name: 'target',
  facets: { schema: { ...facet, fields: [{ name: 'a' }] }, columnLineage: { ...facet, fields: { a: { inputFields } } } },
};

interface Told {
  readonly run: number;
  readonly job?: string;
  readonly eventType: string;
  readonly outputs?: readonly object[];
  readonly producer?: string | null;
}

function anEvent({ run, job = 'load', eventType, outputs = [], producer = spark }: Told, minute = run) {
  return {
    eventType,
    eventTime: `2026-01-15T08:0${minute}:00Z`,
    run: { runId: `00000000-0000-4000-8000-00000000000${run}` },
    job: { namespace: 'jobs', name: job },
    inputs: [source],
    outputs,
    ...(producer === null ? {} : { producer }),
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
  };
}

const events = [
  anEvent({ run: 1, eventType: 'START' }),
  anEvent({ run: 1, eventType: 'COMPLETE', outputs: [target] }),
  anEvent({ run: 2, eventType: 'COMPLETE' }),
  anEvent({ run: 3, eventType: 'START', outputs: [{ namespace: 'db', name: 'target' }] }),
  anEvent({ run: 4, job: 'model', eventType: 'FAIL', producer: dbt }),
  anEvent({ run: 5, job: 'other', eventType: 'OTHER', producer: null }),
];

beforeAll(async () => {
  lineage = await startLineage();
  await lineage.send(...events);
  // In another order and again: what is told once is told.
  await lineage.send(...events.toReversed().map((event) => ({ ...event, again: true })));
});

afterAll(async () => {
  await lineage[Symbol.asyncDispose]();
});

const counts = 'datasets datasetsWithColumns datasetsWithColumnLineage jobs runs runsWithoutStart runsWithoutEnd runsWithoutOutputs';

test('a part of the graph is counted, whoever reports it', async () => {
  const query = `query ($id: ID!) { lineageCoverage(input: { rootId: $id }) { ${counts} truncated } }`;
  const all = { datasets: 2, datasetsWithColumns: 1, datasetsWithColumnLineage: 1, truncated: false };
  expect(await lineage.ask(query, { id: datasetId('db', 'target') })).toEqual({
    lineageCoverage: { ...all, jobs: 1, runs: 3, runsWithoutStart: 1, runsWithoutEnd: 1, runsWithoutOutputs: 1 },
  });
  expect(await lineage.ask(query, { id: jobId('jobs', 'model') })).toEqual({
    lineageCoverage: {
      ...{ datasets: 1, datasetsWithColumns: 0, datasetsWithColumnLineage: 0, truncated: false },
      ...{ jobs: 1, runs: 1, runsWithoutStart: 1, runsWithoutEnd: 0, runsWithoutOutputs: 1 },
    },
  });
});

test('a part that was cut says so', async () => {
  const query = `query ($id: ID!) { lineageCoverage(input: { rootId: $id, maxNodes: 1 }) { datasets jobs truncated cursor } }`;
  expect(await lineage.ask(query, { id: datasetId('db', 'source') })).toMatchObject({
    lineageCoverage: { datasets: 1, jobs: 0, truncated: true },
  });
  const { errors } = await lineage.execute(query, { variables: { id: 'ds_none' } });
  expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
});

test('each producer is counted by what it tells, those heard of last first', async () => {
  const { producers } = await lineage.ask<{ producers: { nodes: unknown[] } }>(
    `{ producers { nodes { name firstSeenAt lastSeenAt coverage { ${counts} } } } }`,
  );
  expect(producers.nodes).toMatchObject([
    { name: '', coverage: { jobs: 1, runs: 1, runsWithoutStart: 1, runsWithoutEnd: 1, runsWithoutOutputs: 1 } },
    { name: dbt, coverage: { datasets: 1, datasetsWithColumns: 0, jobs: 1, runs: 1, runsWithoutStart: 1, runsWithoutEnd: 0 } },
    {
      name: spark,
      firstSeenAt: '2026-01-15T08:01:00.000Z',
      lastSeenAt: '2026-01-15T08:03:00.000Z',
      coverage: {
        datasets: 2,
        datasetsWithColumns: 1,
        datasetsWithColumnLineage: 1,
        jobs: 1,
        runs: 3,
        runsWithoutStart: 1,
        runsWithoutEnd: 1,
      },
    },
  ]);
});

test('pages of producers meet each once', async () => {
  const names: string[] = [];
  let after: string | null = null;
  do {
    type Page = { producers: { nodes: { name: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
    const query = 'query ($after: String) { producers(first: 1, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } }';
    const { producers }: Page = await lineage.ask<Page>(query, { after });
    names.push(...producers.nodes.map(({ name }) => name));
    after = producers.pageInfo.hasNextPage ? producers.pageInfo.endCursor : null;
  } while (after !== null);
  expect(names).toEqual(['', dbt, spark]);
  const { errors } = await lineage.execute('{ producers(after: "bm8") { nodes { id } } }');
  expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
});

test('a dataset with several names is told by any of them', async () => {
  const symlinks = { ...facet, identifiers: [{ namespace: 'catalog', name: 'table', type: 'TABLE' }] };
  const schema = { ...facet, fields: [{ name: 'a' }] };
  await lineage.send(
    anEvent({
      run: 6,
      job: 'linked',
      eventType: 'COMPLETE',
      outputs: [{ namespace: 'files', name: '/table', facets: { symlinks, schema } }],
    }),
  );
  const query = `query ($id: ID!) { lineageCoverage(input: { rootId: $id, direction: UPSTREAM, upstreamDepth: 0 }) { datasets datasetsWithColumns } }`;
  expect(await lineage.ask(query, { id: datasetId('catalog', 'table') })).toEqual({
    lineageCoverage: { datasets: 1, datasetsWithColumns: 1 },
  });
});
