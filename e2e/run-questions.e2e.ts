import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { print } from 'graphql';
import { aRunEvent, type RunEventOptions } from '@hotpass/testkit';
import { CompareRunsDocument, FirstUnexplainedFailuresDocument, RunBucketsDocument } from './generated/graphql.ts';
import { topologies, type RunningTopology } from './support/topologies.ts';

const hour = Date.UTC(2026, 0, 15, 8);
const time = (minute: number): string => new Date(hour + minute * 60_000).toISOString();

const runIds = {
  good: '0198a000-0000-7000-8000-000000000001',
  bad: '0198a000-0000-7000-8000-000000000002',
  early: '0198a000-0000-7000-8000-000000000003',
  late: '0198a000-0000-7000-8000-000000000004',
} as const;

function facet(body: object): object {
  return { _producer: 'https://example.org/hotpass/e2e', _schemaURL: 'https://example.org/hotpass/e2e.json', ...body };
}

function versioned(name: string, version: string) {
  return { namespace: 'example', name, facets: { version: facet({ datasetVersion: version }) } };
}

function events(run: keyof typeof runIds, start: number, end: number, eventType: string, rest: RunEventOptions) {
  const facets = eventType === 'FAIL' ? { errorMessage: facet({ message: `${run} broke`, programmingLanguage: 'SQL' }) } : {};
  const of = { run: { runId: runIds[run], facets } };
  return [
    aRunEvent({ ...rest, run: { runId: runIds[run] }, eventType: 'START', eventTime: time(start) }),
    aRunEvent({ ...rest, ...of, eventType, eventTime: time(end) }),
  ];
}

/** A job that went well, then failed on a newer version of its input, and another that failed for want of what it writes. */
const story = [
  ...events('good', 0, 5, 'COMPLETE', { job: 'build', inputs: [versioned('raw', '1')], outputs: ['mart'] }),
  ...events('early', 6, 7, 'COMPLETE', { job: 'report', inputs: ['mart'], outputs: [] }),
  ...events('bad', 60, 61, 'FAIL', { job: 'build', inputs: [versioned('raw', '2')], outputs: ['mart'] }),
  ...events('late', 70, 71, 'FAIL', { job: 'report', inputs: ['mart'], outputs: [] }),
];

describe.each(topologies)('questions about runs in $name', ({ start }) => {
  let topology: RunningTopology;

  beforeAll(async () => {
    topology = await start();
    await topology.graph.post(...story);
    await topology.graph.settle();
  }, 120_000);

  afterAll(async () => {
    await topology[Symbol.asyncDispose]();
  });

  async function ask(document: Parameters<typeof print>[0], variables: Record<string, unknown>): Promise<unknown> {
    const { data, errors } = await topology.graph.graphql(print(document), variables);
    expect(errors).toBeUndefined();
    return data;
  }

  test('what failed first, with its consequences and the last success', async () => {
    expect(await ask(FirstUnexplainedFailuresDocument, { since: time(0) })).toMatchObject({
      firstUnexplainedFailures: {
        nodes: [
          {
            kind: 'FAILED',
            run: {
              id: `run_${runIds.bad}`,
              job: { name: 'build' },
              error: { message: 'bad broke' },
              failure: { afterMs: 60_000, step: null },
            },
            lastSuccess: { id: `run_${runIds.good}` },
            consequences: {
              totalCount: 1,
              nodes: [{ distance: 1, cause: { reason: 'FAILED_INPUT', dataset: { name: 'mart' } }, run: { job: { name: 'report' } } }],
            },
            affectedDatasets: { totalCount: 1, nodes: [{ name: 'mart' }] },
          },
        ],
        totalCount: 1,
        failedCount: 2,
        truncated: false,
      },
    });
  });

  test('a run beside the last success of its job', async () => {
    expect(await ask(CompareRunsDocument, { runId: `run_${runIds.bad}` })).toMatchObject({
      compareRuns: {
        basis: 'LAST_SUCCESS',
        durationChangeMs: -4 * 60_000,
        other: { id: `run_${runIds.good}` },
        inputs: {
          nodes: [
            {
              change: 'VERSION_CHANGED',
              dataset: { name: 'raw' },
              inRun: { versionText: '2', versionBasis: 'TOLD' },
              inOther: { versionText: '1', versionBasis: 'TOLD' },
            },
          ],
        },
        facets: [{ name: 'errorMessage', change: 'ADDED' }],
      },
    });
  });

  test('what jobs did in buckets of time', async () => {
    const lane = (name: string, second: number) => ({
      job: { name },
      buckets: [
        { from: time(0), total: 1, failed: 0 },
        { from: time(second), total: 1, failed: 1 },
      ],
    });
    expect(await ask(RunBucketsDocument, { from: time(0), to: time(80), buckets: 8 })).toMatchObject({
      runBuckets: { nodes: [lane('report', 70), lane('build', 60)], truncated: false },
    });
  });

  test('the version of an output is the one its dataset knows', async () => {
    const query = `query ($id: ID!) { run(id: $id) { outputs { edges { version { id dataset { name } run { id } } } } } }`;
    const { data, errors } = await topology.graph.graphql(query, { id: `run_${runIds.good}` });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      run: { outputs: { edges: [{ version: { dataset: { name: 'mart' }, run: { id: `run_${runIds.good}` } } }] } },
    });
  });
});
