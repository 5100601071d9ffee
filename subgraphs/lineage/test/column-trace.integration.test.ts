import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { datasetId, jobId } from '@hotpass/kernel';
import { startLineage } from './lineage-under-test.ts';
import type { LineageUnderTest } from './lineage-under-test.ts';
import { aRunOf, minute } from './projection/events.ts';

let lineage: LineageUnderTest;

/** raw → clean → mart; the job to mart tells nothing of columns. */
beforeAll(async () => {
  lineage = await startLineage();
  await lineage.send(aRunOf(1, 'clean', ['raw'], ['clean']), aRunOf(2, 'publish', ['clean'], ['mart']));
  await lineage.database.pool.query(
    `insert into lineage.column_edge (job, src, src_column, dst, dst_column, type, subtype, masking, rule, basis, valid_from, valid_to, known_from)
     select j.id, s.id, k.a, d.id, k.b, k.type, k.subtype, k.masking, 'COLUMN_LINEAGE_FACET', 'COMPLETED', $4, 'infinity', 1
     from lineage.node s, lineage.node d, lineage.node j,
          (values ('id', 'id', 'DIRECT', 'IDENTITY', false), ('mail', 'hash', 'DIRECT', 'TRANSFORMATION', true), ('flag', null, 'INDIRECT', 'FILTER', false)) k(a, b, type, subtype, masking)
     where s.uid = $1 and d.uid = $2 and j.uid = $3`,
    [datasetId('db', 'raw'), datasetId('db', 'clean'), jobId('pipelines', 'clean'), minute(1)],
  );
});

afterAll(async () => {
  await lineage[Symbol.asyncDispose]();
});

const [raw, clean, mart] = ['raw', 'clean', 'mart'].map((name) => datasetId('db', name)) as [string, string, string];
const edgeFields = 'id jobId sourceId sourceColumn targetId targetColumn type subtype masking rule basis';
const traceQuery = `query ($id: ID!, $column: String, $direction: LineageDirection, $asOf: DateTime, $maxEdges: Int! = 100) {
  columnTrace(datasetId: $id, column: $column, direction: $direction, asOf: $asOf, maxEdges: $maxEdges) {
    steps { hop column dataset { name } } edges { ${edgeFields} } asOf truncated cursor } }`;

interface Trace {
  readonly steps: { hop: number; column: string | null; dataset: { name: string } }[];
  readonly edges: Record<string, unknown>[];
  readonly truncated: boolean;
}

async function trace(variables: Record<string, unknown>): Promise<Trace> {
  return (await lineage.ask<{ columnTrace: Trace }>(traceQuery, { direction: 'BOTH', ...variables })).columnTrace;
}

test('a column is traced both ways, with what its dependencies say and how they are known', async () => {
  const { steps, edges, truncated } = await trace({ id: clean, column: 'hash' });
  expect(steps).toEqual(
    [
      { hop: 0, column: 'hash', dataset: { name: 'clean' } },
      { hop: -1, column: 'mail', dataset: { name: 'raw' } },
      { hop: -1, column: 'flag', dataset: { name: 'raw' } },
      { hop: 1, column: null, dataset: { name: 'mart' } },
    ].toSorted((a, b) => Math.abs(a.hop) - Math.abs(b.hop) || a.hop - b.hop || (a.column ?? '').localeCompare(b.column ?? '')),
  );
  expect(edges).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        sourceColumn: 'mail',
        targetColumn: 'hash',
        type: 'DIRECT',
        subtype: 'TRANSFORMATION',
        masking: true,
        rule: 'COLUMN_LINEAGE_FACET',
        jobId: jobId('pipelines', 'clean'),
      }),
      expect.objectContaining({ sourceColumn: 'flag', targetColumn: null, type: 'INDIRECT', subtype: 'FILTER' }),
      expect.objectContaining({ sourceId: clean, sourceColumn: null, targetId: mart, type: null, rule: 'JOB_LEVEL', basis: 'COMPLETED' }),
    ]),
  );
  expect({ length: edges.length, truncated }).toEqual({ length: 3, truncated: false });
});

test('a trace goes one way when asked to, looks at an instant, and says when it is cut', async () => {
  expect((await trace({ id: mart, column: 'x', direction: 'UPSTREAM' })).steps.map((step) => step.hop)).toEqual([0, -1, -2, -2, -2]);
  expect((await trace({ id: mart, column: 'x', direction: 'DOWNSTREAM' })).edges).toEqual([]);
  expect((await trace({ id: mart, column: 'x', asOf: minute(1) })).edges).toEqual([]);
  expect(await trace({ id: mart, column: 'x', maxEdges: 2 })).toMatchObject({ edges: { length: 2 }, truncated: true });
});

test('a slice has the path of a column of its root, packed as nested', async () => {
  const input = { rootId: clean, columnPath: 'hash' };
  const nested = await lineage.ask<{ lineage: { columnEdges: Record<string, unknown>[] } }>(
    `query ($input: LineageInput!) { lineage(input: $input) { columnEdges { ${edgeFields} } } }`,
    { input },
  );
  const names = ['Ids', 'Jobs', 'Sources', 'SourceColumns', 'Targets', 'TargetColumns', 'Types', 'Subtypes', 'Masking', 'Rules', 'Basis'];
  const fields = edgeFields.split(' ');
  const { lineageSlice: packed } = await lineage.ask<{ lineageSlice: Record<string, unknown[]> }>(
    `query ($input: LineageInput!) { lineageSlice(input: $input) { ids ${names.map((name) => `columnEdge${name}`).join(' ')} } }`,
    { input },
  );
  const unpacked = packed['columnEdgeIds']!.map((_, i) =>
    Object.fromEntries(
      fields.map((field, f) => {
        const value = packed[`columnEdge${names[f]!}`]![i];
        return [field, ['jobId', 'sourceId', 'targetId'].includes(field) ? packed['ids']![Number(value)] : value];
      }),
    ),
  );
  expect(nested.lineage.columnEdges).toHaveLength(3);
  expect(unpacked).toEqual(nested.lineage.columnEdges);
});

test('the path of a column ends where the slice does', async () => {
  const query = `query ($input: LineageInput!) { lineage(input: $input) { columnEdges { sourceId } truncated } }`;
  const asked = (input: Record<string, unknown>) => lineage.ask(query, { input: { rootId: clean, columnPath: 'hash', ...input } });
  expect(await asked({ direction: 'DOWNSTREAM' })).toEqual({ lineage: { columnEdges: [{ sourceId: clean }], truncated: false } });
  expect(await asked({ upstreamDepth: 0 })).toEqual({ lineage: { columnEdges: [{ sourceId: clean }], truncated: false } });
  expect(await asked({ columnPath: null })).toEqual({ lineage: { columnEdges: [], truncated: false } });
});

test('an absent dataset is NOT_FOUND; limits out of range and columns of a job are BAD_USER_INPUT', async () => {
  const code = async (query: string, variables: Record<string, unknown>): Promise<unknown> =>
    (await lineage.execute(query, { variables })).errors?.map((error) => error.extensions['code']);
  const job = jobId('pipelines', 'clean');
  expect(await code(traceQuery, { id: 'ds_none', direction: 'BOTH' })).toEqual(['NOT_FOUND']);
  expect(await code(traceQuery, { id: job, direction: 'BOTH' })).toEqual(['NOT_FOUND']);
  for (const maxEdges of [0, 10_001]) expect(await code(traceQuery, { id: raw, direction: 'BOTH', maxEdges })).toEqual(['BAD_USER_INPUT']);
  const slice = `query ($input: LineageInput!) { lineage(input: $input) { truncated } }`;
  expect(await code(slice, { input: { rootId: job, columnPath: 'id' } })).toEqual(['BAD_USER_INPUT']);
});
