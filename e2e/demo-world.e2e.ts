import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { Child, startTestHub, temporaryDirectory, type TemporaryDirectory, type TestHub } from '@hotpass/testkit';
import { demoWeek, jobsAroundOrganisations, pipelineRuns, walkFromOrganisations, wholeWeek, type Name } from './expected/demo-world.ts';
import {
  CompareRunsDocument,
  DatasetDocument,
  FailedRunsDocument,
  FirstUnexplainedFailuresDocument,
  ImpactDocument,
  LineageOfDatasetDocument,
  NamespacesDocument,
  RunBucketsDocument,
  RunDocument,
  SearchDocument,
  TraceColumnDocument,
} from './generated/graphql.ts';

let hub: TestHub;
let directory: TemporaryDirectory;
let summary = '';

/** Sends the demo's week as `npm run demo -- --once --url` does. */
async function tellTheWeek(): Promise<string> {
  const args = ['--once', '--url', hub.url, '--seed', String(demoWeek.seed), '--end', demoWeek.end];
  await using demo = new Child({ program: 'demo/dist/main.js', args, settings: { HOTPASS_DATA_DIR: directory.path } });
  const { code } = await demo.exited;
  const said = `${demo.stdout}\n${demo.stderr}`;
  if (code !== 0) throw new Error(said);
  return said;
}

beforeAll(async () => {
  hub = await startTestHub();
  directory = await temporaryDirectory();
  summary = await tellTheWeek();
  await hub.settle();
}, 180_000);

afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await directory[Symbol.asyncDispose]();
});

interface Vertex {
  readonly id: string;
  readonly hop: number;
  readonly hiddenUpstream: number;
  readonly hiddenDownstream: number;
  readonly dataset?: { readonly name: string; readonly namespace: { readonly name: string } };
  readonly job?: { readonly name: string; readonly namespace: { readonly name: string } };
}

interface Graph {
  readonly nodes: readonly Vertex[];
  readonly edges: readonly { readonly sourceId: string; readonly targetId: string; readonly basis: string }[];
  readonly truncated: boolean;
}

const lineageQuery = `query($root: ID!, $up: Int!, $down: Int!) {
  lineage(input: { rootId: $root, direction: BOTH, upstreamDepth: $up, downstreamDepth: $down }) {
    truncated
    nodes { id hop hiddenUpstream hiddenDownstream ... on DatasetNode { dataset { name namespace { name } } } ... on JobNode { job { name namespace { name } } } }
    edges { sourceId targetId basis }
  }
}`;

async function ask<Result>(query: string, variables: Record<string, unknown> = {}): Promise<Result> {
  const { data, errors } = await hub.graphql<Result>(query, variables);
  expect(errors).toBeUndefined();
  return data!;
}

async function idOf(kind: 'job' | 'dataset', [namespace, name]: Name): Promise<string> {
  const answer = await ask<{ thing: { id: string } }>(
    `query($namespace: String!, $name: String!) { thing: ${kind}(namespace: $namespace, name: $name) { id } }`,
    { namespace, name },
  );
  return answer.thing.id;
}

async function graphOf(root: string, up: number, down: number): Promise<Graph> {
  return (await ask<{ lineage: Graph }>(lineageQuery, { root, up, down })).lineage;
}

async function runCounts(filter: object): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const state of ['UNKNOWN', 'RUNNING', 'COMPLETED', 'FAILED', 'ABORTED']) {
    const { runs } = await ask<{ runs: { totalCount: number } }>(
      'query($filter: RunFilter!) { runs(filter: $filter, first: 1) { totalCount } }',
      {
        filter: { ...filter, state: { eq: state } },
      },
    );
    if (runs.totalCount > 0) counts[state] = runs.totalCount;
  }
  return counts;
}

function nameOf({ dataset, job }: Vertex): string {
  const { namespace, name } = (dataset ?? job)!;
  return `${namespace.name} ${name}`;
}

function sorted(names: readonly Name[]): string[] {
  return names.map((name) => name.join(' ')).toSorted();
}

test.each(jobsAroundOrganisations.map((expected) => [expected.job[1], expected] as const))(
  '%s reads, writes and ran as declared',
  async (_name, expected) => {
    const id = await idOf('job', expected.job);
    const { nodes, edges } = await graphOf(id, 1, 1);
    const names = new Map(nodes.map((node) => [node.id, nameOf(node)]));
    const ofJob = edges.filter(({ sourceId, targetId }) => sourceId === id || targetId === id);
    expect(
      ofJob
        .filter(({ targetId }) => targetId === id)
        .map(({ sourceId }) => names.get(sourceId))
        .toSorted(),
    ).toEqual(sorted(expected.inputs));
    expect(
      ofJob
        .filter(({ sourceId }) => sourceId === id)
        .map(({ targetId }) => names.get(targetId))
        .toSorted(),
    ).toEqual(sorted(expected.outputs));
    expect(new Set(ofJob.map(({ basis }) => basis))).toEqual(new Set([expected.basis]));
    expect(await runCounts({ jobId: { eq: id } })).toEqual(expected.runs);
  },
);

test('the walk from refined.organisations shows every vertex at its hop, and nothing else', async () => {
  const { root, upstream, downstream } = walkFromOrganisations;
  const { nodes, truncated } = await graphOf(await idOf('dataset', root), 2, 1);
  expect(truncated).toBe(false);
  const byHop = Map.groupBy(nodes, ({ hop }) => hop);
  expect(byHop.get(0)!.map(nameOf)).toEqual([root.join(' ')]);
  for (const { hop, datasets, jobs } of [...upstream, ...downstream]) {
    expect([hop, (byHop.get(hop) ?? []).map(nameOf).toSorted()]).toEqual([hop, sorted([...datasets, ...jobs])]);
  }
  expect(byHop.size).toBe(1 + upstream.length + downstream.length);
});

test.each(pipelineRuns.map(({ job, runs }) => [job[1], job, runs] as const))(
  'the pipeline %s ran as declared',
  async (_name, job, runs) => {
    expect(await runCounts({ jobId: { eq: await idOf('job', job) } })).toEqual(runs);
  },
);

test('the week as a whole has as many runs, jobs and datasets as declared', async () => {
  expect(await runCounts({})).toEqual(wholeWeek.runs);
  const { namespaces } = await ask<{ namespaces: { nodes: { datasets: { nodes: unknown[] }; jobs: { nodes: unknown[] } }[] } }>(
    '{ namespaces(first: 20) { nodes { datasets(first: 50) { nodes { id } } jobs(first: 50) { nodes { id } } } } }',
  );
  expect(namespaces.nodes.reduce((sum, { datasets }) => sum + datasets.nodes.length, 0)).toBe(wholeWeek.datasets);
  expect(namespaces.nodes.reduce((sum, { jobs }) => sum + jobs.nodes.length, 0)).toBe(wholeWeek.jobs);
});

test('every event of the demo conforms to the standard, and none was refused', async () => {
  expect(summary).toMatch(/refused 0|0 refused|none refused/i);
  const { conformanceReports } = await ask<{ conformanceReports: { nodes: unknown[] } }>(
    '{ conformanceReports(filter: { conforms: false }, first: 1) { nodes { id } } }',
  );
  expect(conformanceReports.nodes).toEqual([]);
});

async function run<Result, Variables>(
  operation: TypedDocumentNode<Result, Variables>,
  variables: Record<string, unknown> = {},
): Promise<Result> {
  return ask<Result>(print(operation), variables);
}

test('the committed operations answer about the demo world as they stand', async () => {
  const { lineage } = await run(LineageOfDatasetDocument);
  expect(lineage.nodes.filter(({ hop }) => hop === 0)).toMatchObject([{ dataset: { name: walkFromOrganisations.root[1] } }]);
  const { runs } = await run(FailedRunsDocument);
  expect(runs.nodes.map(({ state }) => state)).toEqual(Array.from({ length: wholeWeek.runs.FAILED }, () => 'FAILED'));
  expect(runs.nodes.every(({ job, errorMessage }) => job !== null && (errorMessage ?? '') !== '')).toBe(true);
  const { namespaces } = await run(NamespacesDocument);
  expect(namespaces.nodes.map(({ name }) => name)).toContain(walkFromOrganisations.root[0]);
});

test('a column of a mart is traced to the exports its values come from, with what masks them', async () => {
  const { columnTrace } = await run(TraceColumnDocument);
  expect(columnTrace.truncated).toBe(false);
  const reached = columnTrace.steps.map(({ dataset, column }) => `${dataset!.name} ${column}`);
  expect(reached).toEqual(expect.arrayContaining(['/drops/contacts_export.csv E-mail', '/drops/reachout_list.csv mail']));
  const last = columnTrace.edges.filter(({ targetColumn }) => targetColumn === 'email_hash');
  expect(last).toMatchObject([{ sourceColumn: 'email', type: 'DIRECT', masking: true, rule: 'COLUMN_LINEAGE_FACET', basis: 'COMPLETED' }]);
});

test('the impact of the organisations is every model made of them, and it is complete', async () => {
  const { impact } = await run(ImpactDocument);
  const models = walkFromOrganisations.downstream.flatMap(({ jobs }) => jobs);
  expect(impact).toMatchObject({ complete: true, reason: null });
  expect(impact.byHop[0]).toMatchObject({ hop: 1, jobs: models.length, datasets: 0 });
});

test('the card of a dataset has its columns, people, versions and who writes and reads it', async () => {
  const { search } = await run(SearchDocument, { text: 'marts outreach_list' });
  const { dataset } = await run(DatasetDocument, { id: search.nodes[0]!.id });
  expect(dataset).toMatchObject({
    name: 'refinery.marts.outreach_list',
    state: 'ACTIVE',
    owners: [{ name: 'team:analysts' }],
    lastWrittenBy: { state: 'COMPLETED' },
  });
  expect(dataset!.columns.nodes.map(({ name }) => name)).toContain('email_hash');
  expect(dataset!.tags.length + dataset!.columns.nodes.flatMap(({ tags }) => tags).length).toBeGreaterThan(0);
  expect(dataset!.versions.nodes).toHaveLength(5);
  const lake = await run(SearchDocument, { text: 'ds:"matching.clusters"' });
  const known = await run(DatasetDocument, { id: lake.search.nodes[0]!.id });
  expect(known.dataset!.aliases.map(({ name }) => name)).toContain('matching/clusters');
  expect(known.dataset!.lastWrittenBy).toMatchObject({ state: 'COMPLETED' });
});

test('a failed run says why and where, and stands beside the last success', async () => {
  const since = new Date(Date.parse(demoWeek.end) - 7 * 24 * 3_600_000).toISOString();
  const { firstUnexplainedFailures } = await run(FirstUnexplainedFailuresDocument, { since });
  expect(firstUnexplainedFailures).toMatchObject({ failedCount: wholeWeek.runs.FAILED, truncated: false });
  const [first] = firstUnexplainedFailures.nodes;
  const asked = await run(RunDocument, { id: first!.run!.id });
  expect(asked.run!.error!.message).toMatch(/UnicodeDecodeError/);
  const { compareRuns } = await run(CompareRunsDocument, { runId: first!.run!.id });
  expect(compareRuns!.other!.id).toBe(first!.lastSuccess!.id);
  const day = { from: new Date(Date.parse(demoWeek.end) - 24 * 3_600_000).toISOString(), to: demoWeek.end };
  const { runBuckets } = await run(RunBucketsDocument, day);
  expect(runBuckets.nodes.flatMap(({ buckets }) => buckets).reduce((sum, { failed }) => sum + failed, 0)).toBeGreaterThan(0);
});

test('the same week told again changes nothing', async () => {
  const before = await ask('{ runs(first: 1) { totalCount cursor } }');
  await tellTheWeek();
  await hub.settle();
  expect(await ask('{ runs(first: 1) { totalCount cursor } }')).toEqual(before);
}, 120_000);
