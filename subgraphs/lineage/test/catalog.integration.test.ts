import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { datasetId, namespaceId } from '@hotpass/kernel';
import { startLineage, type LineageUnderTest } from './lineage-under-test.ts';

let lineage: LineageUnderTest;

const producer = { producer: 'https://example.org/test', schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent' };
const facet = { _producer: producer.producer, _schemaURL: 'https://example.org/facet.json' };

interface Side {
  readonly namespace: string;
  readonly name: string;
  readonly facets?: object;
}

function aRun(number: number, job: string, inputs: readonly Side[], outputs: readonly Side[], jobFacets: object = {}) {
  return {
    eventType: 'COMPLETE',
    eventTime: `2026-01-15T08:0${number}:00Z`,
    run: { runId: `00000000-0000-4000-8000-00000000000${number}` },
    job: { namespace: 'jobs', name: job, facets: jobFacets },
    inputs,
    outputs,
    ...producer,
  };
}

const [raw, clean] = [
  { namespace: 'lake', name: 'Raw_Ordérs' },
  { namespace: 'lake', name: 'clean_orders' },
];
const mart = { namespace: 'warehouse', name: 'orders' };
const gone = { namespace: 'warehouse', name: 'old' };

beforeAll(async () => {
  lineage = await startLineage();
  const schema = { ...facet, fields: [{ name: 'id' }] };
  const tags = {
    ...facet,
    tags: [
      { key: 'tier', value: 'gold' },
      { key: 'pii', value: 'email', field: 'mail' },
    ],
  };
  const drop = { ...facet, lifecycleStateChange: 'DROP' };
  await lineage.send(
    aRun(1, 'clean', [raw], [{ ...clean, facets: { schema } }]),
    aRun(2, 'load', [clean], [{ ...mart, facets: { tags } }], { jobType: { ...facet, processingType: 'BATCH', integration: 'DBT' } }),
    aRun(3, 'drop', [], [{ ...gone, facets: { lifecycleStateChange: drop } }]),
    aRun(4, 'idle', [], []),
  );
});

afterAll(async () => {
  await lineage[Symbol.asyncDispose]();
});

interface Page {
  readonly nodes: readonly { readonly name: string }[];
  readonly totalCount: number | null;
  readonly cursor: string;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

function query(list: 'datasets' | 'jobs'): string {
  const type = list === 'datasets' ? 'DatasetFilter' : 'JobFilter';
  return `query ($filter: ${type}, $first: Int, $after: String) { ${list}(filter: $filter, first: $first, after: $after) {
    nodes { name } totalCount cursor pageInfo { hasNextPage endCursor } } }`;
}

async function page(list: 'datasets' | 'jobs', variables: Readonly<Record<string, unknown>>): Promise<Page> {
  return (await lineage.ask<Record<string, Page>>(query(list), variables))[list]!;
}

const all = ['clean_orders', 'old', 'orders', 'Raw_Ordérs'];

test.each<[string, object, string[]]>([
  ['nothing', {}, all],
  ['an id', { id: { eq: datasetId('warehouse', 'orders') } }, ['orders']],
  ['ids', { id: { in: [datasetId('warehouse', 'orders'), 'ds_none'] } }, ['orders']],
  ['a name', { name: { eq: 'orders' } }, ['orders']],
  ['a part of a name, whatever case and accents', { name: { contains: 'ÓRDERS' } }, ['clean_orders', 'orders', 'Raw_Ordérs']],
  ['a wildcard, which stands for itself', { name: { contains: '%' } }, []],
  ['a namespace', { namespace: { eq: 'lake' } }, ['clean_orders', 'Raw_Ordérs']],
  ['the id of a namespace', { namespaceId: { in: [namespaceId('warehouse')] } }, ['old', 'orders']],
  ['a tag', { tag: { key: 'tier' } }, ['orders']],
  ['a tag and its value', { tag: { key: 'tier', value: 'silver' } }, []],
  ['a tag only a column has', { tag: { key: 'pii' } }, []],
  ['a tag of a column', { columnTag: { key: 'pii' } }, ['orders']],
  ['a tag of a column and its value', { columnTag: { key: 'pii', value: 'phone' } }, []],
  ['a tag of its own asked of its columns', { columnTag: { key: 'tier' } }, []],
  ['a state', { state: { eq: 'DROPPED' } }, ['old']],
  ['states', { state: { in: ['ACTIVE', 'RENAMED'] } }, ['clean_orders', 'orders', 'Raw_Ordérs']],
  ['columns', { hasColumns: true }, ['clean_orders']],
  ['no columns', { hasColumns: false }, ['old', 'orders', 'Raw_Ordérs']],
  ['producers', { hasProducers: true }, ['clean_orders', 'old', 'orders']],
  ['no consumers', { hasConsumers: false }, ['old', 'orders']],
  ['a half-open time', { lastSeenAt: { gte: '2026-01-15T08:02:00Z', lt: '2026-01-15T08:03:00Z' } }, ['clean_orders', 'orders']],
  ['first seen', { firstSeenAt: { gte: '2026-01-15T08:02:00Z' } }, ['old', 'orders']],
  ['and', { and: [{ namespace: { eq: 'lake' } }, { hasColumns: true }] }, ['clean_orders']],
  ['or', { or: [{ hasColumns: true }, { state: { eq: 'DROPPED' } }] }, ['clean_orders', 'old']],
  ['or of nothing', { or: [] }, []],
  ['not', { not: { name: { contains: 'orders' } } }, ['old']],
  ['null as if not given', { name: null, and: null, tag: null, hasColumns: null, state: { eq: null, in: null } }, all],
])('datasets by %s', async (_what, filter, expected) => {
  const found = await page('datasets', { filter });
  expect(found.nodes.map(({ name }) => name)).toEqual(expected);
  expect(found.totalCount).toBe(expected.length);
});

test.each<[string, object, string[]]>([
  ['nothing', {}, ['clean', 'drop', 'idle', 'load']],
  ['a processing type', { processingType: { eq: 'BATCH' } }, ['load']],
  ['an unknown processing type', { processingType: { in: ['UNKNOWN'] } }, ['clean', 'drop', 'idle']],
  ['inputs', { hasInputs: true }, ['clean', 'load']],
  ['no outputs', { hasOutputs: false }, ['idle']],
  ['not', { not: { name: { contains: 'l' } } }, ['drop']],
  ['a namespace', { namespace: { contains: 'JOB' } }, ['clean', 'drop', 'idle', 'load']],
])('jobs by %s', async (_what, filter, expected) => {
  const found = await page('jobs', { filter });
  expect(found.nodes.map(({ name }) => name)).toEqual(expected);
  expect(found.totalCount).toBe(expected.length);
});

test('pages meet every dataset once and say where they end', async () => {
  const names: string[] = [];
  let found = await page('datasets', { first: 1 });
  names.push(...found.nodes.map(({ name }) => name));
  while (found.pageInfo.hasNextPage) {
    found = await page('datasets', { first: 1, after: found.pageInfo.endCursor });
    names.push(...found.nodes.map(({ name }) => name));
    expect(found.totalCount).toBe(all.length);
  }
  expect(names).toEqual(all);
});

test('the datasets and jobs of a namespace are counted', async () => {
  const answer = await lineage.ask(`{ namespaces { nodes { name datasets(first: 1) { totalCount } jobs { totalCount } } } }`);
  expect(answer).toEqual({
    namespaces: {
      nodes: [
        { name: 'jobs', datasets: { totalCount: 0 }, jobs: { totalCount: 4 } },
        { name: 'lake', datasets: { totalCount: 2 }, jobs: { totalCount: 0 } },
        { name: 'warehouse', datasets: { totalCount: 2 }, jobs: { totalCount: 0 } },
      ],
    },
  });
});

test('a namespace is found by its id and by its name; an absent one is null', async () => {
  const find = 'query ($id: ID, $name: String) { namespace(id: $id, name: $name) { id name } }';
  const lake = { id: namespaceId('lake'), name: 'lake' };
  expect(await lineage.ask(find, { name: 'lake' })).toEqual({ namespace: lake });
  expect(await lineage.ask(find, { id: lake.id })).toEqual({ namespace: lake });
  expect(await lineage.ask(find, { name: 'nowhere' })).toEqual({ namespace: null });
  const { errors } = await lineage.execute(find, { variables: lake });
  expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
});

describe('what is refused', () => {
  test.each<[string, object, string]>([
    ['a size', { first: 101 }, 'BAD_USER_INPUT'],
    ['a cursor', { after: 'nonsense' }, 'BAD_USER_INPUT'],
    ['a cursor that PostgreSQL cannot hold', { after: Buffer.from('["a\\u0000","b"]').toString('base64url') }, 'BAD_USER_INPUT'],
    ['depth', { filter: { not: { not: { not: { not: { not: {} } } } } } }, 'LIMIT_EXCEEDED'],
    ['U+0000', { filter: { name: { contains: '\0' } } }, 'BAD_USER_INPUT'],
  ])('%s', async (_what, variables, code) => {
    const { errors } = await lineage.execute(query('datasets'), { variables: variables as Record<string, unknown> });
    expect(errors?.[0]?.extensions['code']).toBe(code);
  });
});
