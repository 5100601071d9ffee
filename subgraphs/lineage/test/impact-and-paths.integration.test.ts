import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { datasetId, jobId } from '@hotpass/kernel';
import { startLineage } from './lineage-under-test.ts';
import type { LineageUnderTest } from './lineage-under-test.ts';
import { aRunOf, datasets, minute } from './projection/events.ts';

let lineage: LineageUnderTest;

/** raw → clean → mart, and raw → mart by another job that reads clean too. */
beforeAll(async () => {
  lineage = await startLineage();
  await lineage.send(
    aRunOf(1, 'clean', ['raw'], ['clean']),
    aRunOf(2, 'publish', ['clean'], ['mart']),
    aRunOf(3, 'short', ['raw', 'clean'], ['mart']),
  );
  await lineage.database.pool.query(
    `insert into lineage.column_edge (job, src, src_column, dst, dst_column, type, masking, rule, basis, valid_from, valid_to, known_from)
     select j.id, s.id, 'mail', d.id, 'hash', 'DIRECT', true, 'COLUMN_LINEAGE_FACET', 'COMPLETED', $4, 'infinity', 1
     from lineage.node s, lineage.node d, lineage.node j where s.uid = $1 and d.uid = $2 and j.uid = $3`,
    [raw, clean, jobId('pipelines', 'clean'), minute(1)],
  );
});

afterAll(async () => {
  await lineage[Symbol.asyncDispose]();
});

const [raw, clean, mart] = ['raw', 'clean', 'mart'].map((name) => datasetId('db', name)) as [string, string, string];
const impactQuery = `query ($id: ID!, $column: String, $asOf: DateTime, $first: Int, $after: String) {
  impact(id: $id, column: $column, asOf: $asOf, first: $first, after: $after) {
    datasets jobs columns byHop { hop datasets jobs columns } affected { kind hop uses dataset { name } job { name } }
    pageInfo { hasNextPage hasPreviousPage endCursor } complete reason asOf cursor } }`;
const pathsQuery = `query ($from: ID!, $to: ID!, $fromColumn: String, $toColumn: String, $asOf: DateTime, $maxPaths: Int! = 5) {
  lineagePaths(fromId: $from, toId: $to, fromColumn: $fromColumn, toColumn: $toColumn, asOf: $asOf, maxPaths: $maxPaths) {
    paths { length nodes { column dataset { name } job { name } } edges { sourceId targetId basis firstSeenAt lastSeenAt } columnEdges { id sourceColumn targetColumn rule } }
    hasMore complete asOf cursor } }`;

interface PathsAnswer {
  readonly lineagePaths: {
    readonly paths: {
      readonly length: number;
      readonly nodes: {
        readonly column: string | null;
        readonly dataset: { name: string } | null;
        readonly job: { name: string } | null;
      }[];
      readonly edges: Record<string, unknown>[];
      readonly columnEdges: Record<string, unknown>[];
    }[];
    readonly hasMore: boolean;
    readonly complete: boolean;
  };
}

test('the impact of a dataset counts what depends on it, by hop, and lists it, most used first', async () => {
  const { impact } = await lineage.ask<{ impact: unknown }>(impactQuery, { id: raw });
  expect(impact).toMatchObject({
    datasets: 2,
    jobs: 3,
    columns: null,
    byHop: [
      { hop: 1, datasets: 0, jobs: 2, columns: null },
      { hop: 2, datasets: 2, jobs: 0 },
      { hop: 3, datasets: 0, jobs: 1 },
    ],
    pageInfo: { hasNextPage: false, hasPreviousPage: false },
    complete: true,
    reason: null,
    asOf: null,
  });
  expect((impact as { affected: object[] }).affected[0]).toEqual({
    kind: 'DATASET',
    hop: 2,
    uses: 2,
    dataset: { name: 'clean' },
    job: null,
  });
});

test('the impact of a column counts columns; that of an instant is as of then; pages go on', async () => {
  expect(await lineage.ask(impactQuery, { id: raw, column: 'mail' })).toMatchObject({ impact: { datasets: 2, jobs: 3, columns: 1 } });
  expect(await lineage.ask(impactQuery, { id: clean, asOf: minute(2) })).toMatchObject({
    impact: { datasets: 1, jobs: 1, asOf: minute(2) },
  });
  const first = await lineage.ask<{ impact: { affected: object[]; pageInfo: { endCursor: string } } }>(impactQuery, { id: raw, first: 3 });
  const second = await lineage.ask(impactQuery, { id: raw, first: 3, after: first.impact.pageInfo.endCursor });
  expect(first.impact).toMatchObject({ affected: { length: 3 }, pageInfo: { hasNextPage: true } });
  expect(second).toMatchObject({ impact: { affected: { length: 2 }, pageInfo: { hasNextPage: false, hasPreviousPage: true } } });
});

test('paths between two datasets, shortest first, with their edges; it says when there are more', async () => {
  const { lineagePaths } = await lineage.ask<PathsAnswer>(pathsQuery, { from: raw, to: mart });
  const words = lineagePaths.paths.map(({ nodes }) => nodes.map(({ dataset, job }) => (dataset ?? job)!.name).join(' '));
  expect(words).toEqual([
    'raw short mart',
    expect.stringMatching(/^raw clean clean (publish|short) mart$/),
    expect.stringMatching(/^raw clean clean/),
  ]);
  expect(lineagePaths.paths[0]).toMatchObject({
    length: 2,
    edges: [
      { sourceId: raw, targetId: jobId('pipelines', 'short'), basis: 'COMPLETED', firstSeenAt: minute(3), lastSeenAt: minute(3) },
      { targetId: mart },
    ],
    columnEdges: [],
  });
  expect(lineagePaths).toMatchObject({ hasMore: false, complete: true });
  expect(await lineage.ask(pathsQuery, { from: raw, to: mart, maxPaths: 1 })).toMatchObject({
    lineagePaths: { paths: { length: 1 }, hasMore: true },
  });
  expect(await lineage.ask(pathsQuery, { from: raw, to: mart, asOf: minute(2) })).toMatchObject({
    lineagePaths: { paths: [{ length: 4 }] },
  });
  expect(await lineage.ask(pathsQuery, { from: mart, to: raw })).toMatchObject({
    lineagePaths: { paths: [], hasMore: false, complete: true },
  });
});

test('paths between columns name the columns and the dependencies between them', async () => {
  const { lineagePaths } = await lineage.ask<PathsAnswer>(pathsQuery, { from: raw, fromColumn: 'mail', to: clean, toColumn: 'hash' });
  expect(lineagePaths.paths).toEqual([
    {
      length: 1,
      nodes: [
        { column: 'mail', dataset: { name: 'raw' }, job: null },
        { column: 'hash', dataset: { name: 'clean' }, job: null },
      ],
      edges: [],
      columnEdges: [{ id: expect.stringMatching(/^coledge_/), sourceColumn: 'mail', targetColumn: 'hash', rule: 'COLUMN_LINEAGE_FACET' }],
    },
  ]);
});

test('a column misspelt is NOT_FOUND, not a column that nothing depends on; of a dataset without a schema nobody knows', async () => {
  const schema = { fields: [{ name: 'mail', type: 'text' }] };
  const fields = { hash: { inputFields: [{ namespace: 'db', name: 'typed', field: 'unlisted' }] } };
  const typed = datasetId('db', 'typed');
  await lineage.send({
    ...aRunOf(4, 'typed', [], []),
    inputs: [{ ...datasets('typed')[0]!, facets: { schema } }],
    outputs: [{ ...datasets('masked')[0]!, facets: { columnLineage: { fields } } }],
  });
  const trace =
    'query ($id: ID!, $column: String, $asOf: DateTime) { columnTrace(datasetId: $id, column: $column, asOf: $asOf) { truncated } }';
  const codes = async (id: string, column: string, asOf?: string): Promise<unknown> => {
    const ends = { from: id, to: datasetId('db', 'masked'), fromColumn: column, toColumn: 'hash', asOf };
    const asked = [[impactQuery, { id, column, asOf }] as const, [trace, { id, column, asOf }] as const, [pathsQuery, ends] as const];
    const answers = await Promise.all(asked.map(([query, variables]) => lineage.execute(query, { variables })));
    return answers.map(({ errors }) => errors?.[0]?.extensions['code'] ?? 'answered');
  };
  expect(await codes(typed, 'mial')).toEqual(Array(3).fill('NOT_FOUND'));
  for (const column of ['mail', 'unlisted']) expect(await codes(typed, column)).toEqual(Array(3).fill('answered'));
  expect(await codes(raw, 'anything')).toEqual(Array(3).fill('answered'));
  expect(await codes(typed, 'dropped', minute(9))).toEqual(Array(3).fill('answered'));
});

test('what is not there is NOT_FOUND, and what makes no sense BAD_USER_INPUT', async () => {
  const code = async (query: string, variables: Record<string, unknown>): Promise<unknown> =>
    (await lineage.execute(query, { variables })).errors?.map((error) => error.extensions['code']);
  const job = jobId('pipelines', 'clean');
  expect(await code(impactQuery, { id: 'ds_none' })).toEqual(['NOT_FOUND']);
  expect(await code(impactQuery, { id: job, column: 'x' })).toEqual(['NOT_FOUND']);
  expect(await code(impactQuery, { id: raw, first: 101 })).toEqual(['BAD_USER_INPUT']);
  expect(await code(impactQuery, { id: raw, after: 'nonsense' })).toEqual(['BAD_USER_INPUT']);
  expect(await code(pathsQuery, { from: raw, to: 'ds_none' })).toEqual(['NOT_FOUND']);
  expect(await code(pathsQuery, { from: job, to: clean, toColumn: 'x' })).toEqual(['NOT_FOUND']);
  for (const maxPaths of [0, 101]) expect(await code(pathsQuery, { from: raw, to: mart, maxPaths })).toEqual(['BAD_USER_INPUT']);
});
