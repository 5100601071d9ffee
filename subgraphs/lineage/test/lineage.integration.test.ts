import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { datasetId, jobId } from '@hotpass/kernel';
import { startLineage } from './lineage-under-test.ts';
import type { LineageUnderTest } from './lineage-under-test.ts';
import { datasets, minute, runIdOf } from './projection/events.ts';

let lineage: LineageUnderTest;

/** raw → clean → refined → publish → mart; the publishing run is still going. */
const events = [
  {
    eventType: 'START',
    eventTime: minute(0),
    run: { runId: runIdOf(1) },
    job: { namespace: 'pipelines', name: 'clean' },
    inputs: datasets('raw'),
    outputs: [],
  },
  {
    eventType: 'COMPLETE',
    eventTime: minute(5),
    run: { runId: runIdOf(1) },
    job: { namespace: 'pipelines', name: 'clean' },
    inputs: [],
    outputs: datasets('refined'),
  },
  {
    eventType: 'START',
    eventTime: minute(6),
    run: { runId: runIdOf(2) },
    job: { namespace: 'pipelines', name: 'publish' },
    inputs: datasets('refined'),
    outputs: datasets('mart'),
  },
  { eventTime: minute(1), job: { namespace: 'pipelines', name: 'archive' }, inputs: datasets('mart'), outputs: [] },
];

beforeAll(async () => {
  lineage = await startLineage();
  await lineage.send(...events);
});

afterAll(async () => {
  await lineage[Symbol.asyncDispose]();
});

const graphQuery = `query ($input: LineageInput!) {
  lineage(input: $input) {
    root { id hop }
    nodes { __typename id hop hiddenUpstream hiddenDownstream ... on DatasetNode { dataset { name namespace { name } } } ... on JobNode { job { name firstSeenAt lastSeenAt } } }
    edges { id sourceId targetId basis firstSeenAt lastSeenAt }
    truncated
    cursor
  }
}`;

test('a dataset is found by its id and by namespace and name; an absent one is null', async () => {
  const id = datasetId('db', 'refined');
  const found = { id, name: 'refined', namespace: { name: 'db' }, firstSeenAt: minute(5), lastSeenAt: minute(6) };
  const fields = 'id name namespace { name } firstSeenAt lastSeenAt';
  expect(
    await lineage.ask(
      `query ($id: ID) { byId: dataset(id: $id) { ${fields} } byName: dataset(namespace: "db", name: "refined") { ${fields} } absent: dataset(namespace: "db", name: "no") { id } }`,
      { id },
    ),
  ).toEqual({
    byId: found,
    byName: found,
    absent: null,
  });
});

test("a job's id finds no dataset", async () => {
  expect(
    await lineage.ask('query ($id: ID) { job(id: $id) { name } dataset(id: $id) { name } }', { id: jobId('pipelines', 'clean') }),
  ).toEqual({
    job: { name: 'clean' },
    dataset: null,
  });
});

test.each([
  ['job(namespace: "pipelines") { id }'],
  ['dataset(id: "ds_1", namespace: "db", name: "raw") { id }'],
  ['dataset { id }'],
  ['namespaces(first: 101) { cursor }'],
  ['namespaces(after: "no cursor") { cursor }'],
])('wrong arguments are BAD_USER_INPUT: %s', async (selection) => {
  const { errors } = await lineage.execute(`{ ${selection} }`);
  expect(errors?.map((error) => error.extensions['code'])).toEqual(['BAD_USER_INPUT']);
});

test('namespaces, their datasets and jobs come in pages by name, with a cursor to go on', async () => {
  const query = `query ($after: String) { namespaces { nodes { name datasets(first: 2, after: $after) { nodes { name } pageInfo { hasNextPage hasPreviousPage endCursor } cursor } jobs { nodes { name } } } } }`;
  interface Answer {
    namespaces: {
      nodes: {
        name: string;
        datasets: {
          nodes: { name: string }[];
          pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
          cursor: string;
        };
      }[];
    };
  }
  const first = await lineage.ask<Answer>(query);
  expect(first.namespaces.nodes).toMatchObject([
    {
      name: 'db',
      datasets: { nodes: [{ name: 'mart' }, { name: 'raw' }], pageInfo: { hasNextPage: true, hasPreviousPage: false } },
      jobs: { nodes: [] },
    },
    { name: 'pipelines', datasets: { nodes: [] }, jobs: { nodes: [{ name: 'archive' }, { name: 'clean' }, { name: 'publish' }] } },
  ]);
  const after = first.namespaces.nodes[0]!.datasets.pageInfo.endCursor;
  const second = await lineage.ask<Answer>(query, { after });
  expect(second.namespaces.nodes[0]!.datasets).toMatchObject({
    nodes: [{ name: 'refined' }],
    pageInfo: { hasNextPage: false, hasPreviousPage: true },
  });
  expect(first.namespaces.nodes[0]!.datasets.cursor).toMatch(/^[\w-]{16}$/);
});

test('lineage shows one step each way with hops, basis, hidden neighbours and a cursor', async () => {
  const { lineage: graph } = await lineage.ask<{ lineage: Record<string, unknown> }>(graphQuery, {
    input: { rootId: datasetId('db', 'refined') },
  });
  const [raw, refined, mart, clean, publish] = [
    ...['raw', 'refined', 'mart'].map((name) => datasetId('db', name)),
    ...['clean', 'publish'].map((name) => jobId('pipelines', name)),
  ];
  expect(graph).toMatchObject({
    root: { id: refined, hop: 0 },
    nodes: [
      {
        __typename: 'DatasetNode',
        id: refined,
        hop: 0,
        hiddenUpstream: 0,
        hiddenDownstream: 0,
        dataset: { name: 'refined', namespace: { name: 'db' } },
      },
      { __typename: 'JobNode', id: clean, hop: -1, job: { name: 'clean', firstSeenAt: minute(0), lastSeenAt: minute(5) } },
      { __typename: 'JobNode', id: publish, hop: 1 },
      { __typename: 'DatasetNode', id: raw, hop: -2 },
      { __typename: 'DatasetNode', id: mart, hop: 2, hiddenUpstream: 0, hiddenDownstream: 1 },
    ],
    truncated: false,
    cursor: expect.stringMatching(/^[\w-]{16}$/),
  });
  expect(graph['edges']).toHaveLength(4);
  expect(graph['edges']).toEqual(
    expect.arrayContaining([
      { id: expect.any(String), sourceId: raw, targetId: clean, basis: 'COMPLETED', firstSeenAt: minute(0), lastSeenAt: minute(5) },
      { id: expect.any(String), sourceId: clean, targetId: refined, basis: 'COMPLETED', firstSeenAt: minute(0), lastSeenAt: minute(5) },
      { id: expect.any(String), sourceId: refined, targetId: publish, basis: 'RUNNING', firstSeenAt: minute(6), lastSeenAt: minute(6) },
    ]),
  );
});

test('a direction walks one way only, and a JobEvent makes DECLARED edges', async () => {
  const query =
    '{ lineage(input: { rootId: "ID", direction: DOWNSTREAM, upstreamDepth: 3, downstreamDepth: 3 }) { nodes { hop } edges { basis lastSeenAt } } }'.replace(
      'ID',
      datasetId('db', 'mart'),
    );
  expect(await lineage.ask(query)).toEqual({
    lineage: { nodes: [{ hop: 0 }, { hop: 1 }], edges: [{ basis: 'DECLARED', lastSeenAt: minute(1) }] },
  });
});

test('maxNodes keeps the nearest and says that something is left out', async () => {
  const { lineage: graph } = await lineage.ask<{ lineage: unknown }>(graphQuery, {
    input: { rootId: datasetId('db', 'refined'), maxNodes: 2 },
  });
  expect(graph).toMatchObject({
    nodes: [
      { hop: 0, hiddenUpstream: 0, hiddenDownstream: 1 },
      { hop: -1, hiddenUpstream: 1 },
    ],
    truncated: true,
  });
});

test('an absent root is NOT_FOUND; depths and sizes out of range are BAD_USER_INPUT', async () => {
  const code = async (input: Record<string, unknown>): Promise<unknown> =>
    (await lineage.execute(graphQuery, { variables: { input } })).errors?.map((error) => error.extensions['code']);
  const rootId = datasetId('db', 'refined');
  expect(await code({ rootId: 'ds_00000000000000000000000000000000' })).toEqual(['NOT_FOUND']);
  for (const wrong of [{ upstreamDepth: -1 }, { downstreamDepth: 101 }, { maxNodes: 0 }, { maxNodes: 10_001 }]) {
    expect(await code({ rootId, ...wrong })).toEqual(['BAD_USER_INPUT']);
  }
});

test('entities resolve by key in one batch, an unknown one to null and the others whole', async () => {
  const representations = [
    { __typename: 'Dataset', id: datasetId('db', 'raw') },
    { __typename: 'Dataset', id: 'ds_none' },
    { __typename: 'Job', id: jobId('pipelines', 'publish') },
  ];
  const query =
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Dataset { name } ... on Job { name namespace { name } } } }';
  expect(await lineage.ask(query, { r: representations })).toEqual({
    _entities: [{ name: 'raw' }, null, { name: 'publish', namespace: { name: 'pipelines' } }],
  });
});

test('a request that names an entry waits until it is projected', async () => {
  const [id] = await lineage.send({ eventTime: minute(9), dataset: { namespace: 'db', name: 'alone' } });
  const answer = await lineage.execute('{ dataset(namespace: "db", name: "alone") { name } }', { minPosition: id });
  expect(answer.data).toEqual({ dataset: { name: 'alone' } });
});

test('names of 2,048 CJK characters are stored, paged and walked', async () => {
  const name = '数'.repeat(2_048);
  const outputs = [
    { namespace: name, name },
    { namespace: name, name: `${name.slice(1)}据` },
  ];
  await lineage.send({
    eventType: 'COMPLETE',
    eventTime: minute(3),
    run: { runId: runIdOf(9) },
    job: { namespace: name, name },
    inputs: [],
    outputs,
  });
  const query =
    'query ($name: String, $id: ID!) { dataset(namespace: $name, name: $name) { name namespace { name datasets(first: 1) { nodes { name } pageInfo { hasNextPage } } } } lineage(input: { rootId: $id }) { nodes { id } } }';
  const answer = await lineage.ask(query, { name, id: jobId(name, name) });
  expect(answer).toMatchObject({
    dataset: { name, namespace: { name, datasets: { nodes: [{ name: expect.any(String) }], pageInfo: { hasNextPage: true } } } },
    lineage: { nodes: { length: 3 } },
  });
});
