import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { datasetId, jobId } from '@hotpass/kernel';
import { startSqlIndex } from './lineage-index/adapters.ts';
import { startLineage } from './lineage-under-test.ts';
import type { LineageUnderTest } from './lineage-under-test.ts';
import { aRunOf, datasets, minute } from './projection/events.ts';

let lineage: LineageUnderTest;

beforeAll(async () => {
  lineage = await startLineage();
});

afterAll(async () => {
  await lineage[Symbol.asyncDispose]();
});

const symlinksTo = (name: string) => ({ symlinks: { identifiers: [{ namespace: 'db', name, type: 'LOCATION' }] } });

test('names that are names of each other in a circle are one vertex', async () => {
  const circle = ['s1', 's2', 's3'].map((name, i) => ({
    eventTime: minute(i),
    dataset: { namespace: 'db', name, facets: symlinksTo(`s${((i + 1) % 3) + 1}`) },
  }));
  await lineage.send(...circle, aRunOf(1, 'circle', ['s2'], ['s3'], { eventTime: minute(5) }));
  for (const name of ['s1', 's2', 's3']) {
    const { lineage: graph } = await lineage.ask<{ lineage: { nodes: { id: string }[]; edges: object[] } }>(
      'query ($input: LineageInput!) { lineage(input: $input) { nodes { id } edges { id } } }',
      { input: { rootId: datasetId('db', name), upstreamDepth: 5, downstreamDepth: 5 } },
    );
    expect(graph.nodes.map(({ id }) => id).toSorted()).toEqual([datasetId('db', 's1'), jobId('pipelines', 'circle')].toSorted());
    expect(graph.edges).toHaveLength(2);
  }
});

test('a dataset that is its own input has an edge each way, a column path that ends, and no impact beyond its job', async () => {
  const own = {
    ...datasets('own')[0]!,
    facets: { columnLineage: { fields: { total: { inputFields: [{ namespace: 'db', name: 'own', field: 'total' }] } } } },
  };
  await lineage.send({ ...aRunOf(2, 'own', ['own'], [], { eventTime: minute(5) }), outputs: [own] });
  const answer = await lineage.ask(
    `query ($id: ID!, $input: LineageInput!) {
      lineage(input: $input) { nodes { hop } edges { id } columnEdges { sourceColumn targetColumn } }
      columnTrace(datasetId: $id, column: "total") { steps { hop column } edges { rule } truncated }
      impact(id: $id) { datasets jobs complete } }`,
    { id: datasetId('db', 'own'), input: { rootId: datasetId('db', 'own'), columnPath: 'total' } },
  );
  expect(answer).toEqual({
    lineage: {
      nodes: [{ hop: 0 }, { hop: -1 }],
      edges: [expect.anything(), expect.anything()],
      columnEdges: [{ sourceColumn: 'total', targetColumn: 'total' }],
    },
    columnTrace: { steps: [{ hop: 0, column: 'total' }], edges: [{ rule: 'COLUMN_LINEAGE_FACET' }], truncated: false },
    impact: { datasets: 0, jobs: 1, complete: true },
  });
});

test('10,000 columns are traced, one by one and as a whole, and a limit says that there are more', async () => {
  const columns = Array.from({ length: 10_000 }, (_, i) => `c${i}`);
  const fields = Object.fromEntries(columns.map((name) => [name, { inputFields: [{ namespace: 'db', name: 'narrow', field: name }] }]));
  const wide = { ...datasets('wide')[0]!, facets: { columnLineage: { fields } } };
  await lineage.send({ ...aRunOf(3, 'wide', ['narrow'], [], { eventTime: minute(5) }), outputs: [wide] });
  const query = `query ($id: ID!, $column: String, $maxEdges: Int!) { columnTrace(datasetId: $id, column: $column, maxEdges: $maxEdges) { edges { targetColumn } truncated } }`;
  const trace = (column: string | null, maxEdges: number) => lineage.ask(query, { id: datasetId('db', 'wide'), column, maxEdges });
  expect(await trace('c77', 10_000)).toEqual({ columnTrace: { edges: [{ targetColumn: 'c77' }], truncated: false } });
  expect(await trace(null, 10_000)).toMatchObject({ columnTrace: { edges: { length: 10_000 }, truncated: false } });
  expect(await trace(null, 9_999)).toMatchObject({ columnTrace: { edges: { length: 9_999 }, truncated: true } });
  expect(await trace('unheard-of', 10_000)).toEqual({ columnTrace: { edges: [], truncated: false } });
});

test('a dataset read by 5,000 jobs: a hundred are followed and the rest counted, all of them are affected and watched', async () => {
  await using index = await startSqlIndex();
  await index.load({
    edges: Array.from({ length: 5_000 }, (_, i) => [`d:hub j:reader-${i}`, `j:reader-${i} d:out-${i}`]).flat(),
  });
  const slice = (await index.slice({ rootId: 'd:hub', upstreamDepth: 1, downstreamDepth: 3, maxNodes: 10_000 }))!;
  expect(slice.nodes).toHaveLength(201);
  expect(slice).toMatchObject({
    nodes: [{ id: 'd:hub', hiddenDownstream: 4_900 }, ...Array.from({ length: 200 }, () => ({}))],
    truncated: true,
  });
  expect(await index.impact({ rootId: 'd:hub' })).toMatchObject({ hops: ['1: 0 5000 0', '2: 5000 0 0'], incomplete: null });
  expect(await index.watched({ rootId: 'd:hub', downstreamDepth: 1 }, 50_000)).toHaveLength(5_101);
  expect(await index.paths({ fromId: 'd:hub', toId: 'd:out-4321' })).toMatchObject({
    paths: ['d:hub j:reader-4321 d:out-4321'],
    incomplete: false,
  });
});
