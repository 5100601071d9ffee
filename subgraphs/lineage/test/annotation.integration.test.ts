import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { lineageEntryTypes } from '@hotpass/events';
import { columnId, datasetId, jobId, namespaceId } from '@hotpass/kernel';
import { startLineage, type LineageUnderTest } from './lineage-under-test.ts';

let lineage: LineageUnderTest;

const facet = { _producer: 'https://example.org/test', _schemaURL: 'https://example.org/facet.json' };
const dataset = datasetId('shop', 'orders');
const job = jobId('airflow', 'load');
const namespace = namespaceId('shop');
const column = columnId(dataset, 'email');

beforeAll(async () => {
  lineage = await startLineage();
  const facets = {
    schema: { ...facet, fields: [{ name: 'email', description: 'as the producer says' }] },
    documentation: { ...facet, description: 'as the producer says' },
    tags: { ...facet, tags: [{ key: 'tier', value: 'gold', source: 'dbt' }] },
  };
  await lineage.send({
    eventTime: '2026-01-15T08:00:00Z',
    job: { namespace: 'airflow', name: 'load' },
    outputs: [{ namespace: 'shop', name: 'orders', facets }],
    producer: 'https://example.org/test',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent',
  });
});

afterAll(async () => {
  await lineage[Symbol.asyncDispose]();
});

interface Payload {
  readonly version: number | null;
  readonly entryId: string | null;
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] | null }[];
  readonly [entity: string]: unknown;
}

const inputs: Readonly<Record<string, string>> = { untag: 'UntagInput', describe: 'DescribeInput' };
const fields = 'id annotationVersion description describedBy tags { key value source field taggedBy }';

async function change(mutation: string, input: Readonly<Record<string, unknown>>): Promise<Payload> {
  const text = `mutation ($input: ${inputs[mutation] ?? 'TagInput'}!) { ${mutation}(input: $input) {
    version entryId errors { code path } namespace { ${fields} } dataset { ${fields} } job { ${fields} } column { ${fields} } } }`;
  return (await lineage.ask<Record<string, Payload>>(text, { input }))[mutation]!;
}

async function codeOf(mutation: string, input: Readonly<Record<string, unknown>>): Promise<string | undefined> {
  const { errors, entryId } = await change(mutation, input);
  expect(entryId).toBeNull();
  return errors[0]?.code;
}

async function entriesAfter(cursor: string, count: number) {
  const subscription = lineage.log.feed.subscribe(cursor);
  const entries = [];
  for await (const batch of subscription) {
    entries.push(...batch);
    if (entries.length >= count) break;
  }
  subscription.close();
  return entries;
}

async function cursorNow(): Promise<string> {
  return (await lineage.ask<{ namespaces: { cursor: string } }>('{ namespaces { cursor } }')).namespaces.cursor;
}

describe('people’s tags', () => {
  test.each([
    ['tagNamespace', 'namespace', namespace, lineageEntryTypes.namespaceTagged, [namespace]],
    ['tagDataset', 'dataset', dataset, lineageEntryTypes.datasetTagged, [dataset]],
    ['tagJob', 'job', job, lineageEntryTypes.jobTagged, [job]],
    ['tagColumn', 'column', column, lineageEntryTypes.columnTagged, [column, dataset]],
  ])('%s puts one there, with an entry of its own', async (mutation, entity, id, type, keys) => {
    await lineage.log.settle();
    const before = await cursorNow();
    const payload = await change(mutation, { id, key: 'owner', value: 'me' });
    expect(payload).toMatchObject({ version: 1, errors: [], [entity]: { id, annotationVersion: 1 } });
    const { tags } = payload[entity] as { tags: unknown[] };
    expect(tags[0]).toEqual({ key: 'owner', value: 'me', source: null, field: null, taggedBy: 'local' });
    const [entry] = await entriesAfter(before, 1);
    expect(entry).toMatchObject({ id: payload.entryId, type, keys, actor: 'local' });
  });

  test('stand before those of producers, and are taken away again', async () => {
    const query = `query ($id: ID!) { dataset(id: $id) { tags { key value source taggedBy } } }`;
    const reported = { key: 'tier', value: 'gold', source: 'dbt', taggedBy: null };
    const people = (value: string) => ({ key: 'owner', value, source: null, taggedBy: 'local' });
    expect(await lineage.ask(query, { id: dataset })).toEqual({ dataset: { tags: [people('me'), reported] } });
    await change('tagDataset', { id: dataset, key: 'owner', value: 'you' });
    expect(await lineage.ask(query, { id: dataset })).toEqual({ dataset: { tags: [people('you'), reported] } });
    expect(await change('untag', { id: dataset, key: 'owner' })).toMatchObject({ version: 3, errors: [] });
    expect(await lineage.ask(query, { id: dataset })).toEqual({ dataset: { tags: [reported] } });
  });

  test('are found by search and lists', async () => {
    await change('tagJob', { id: job, key: 'nightly' });
    await change('tagColumn', { id: column, key: 'secret' });
    const query = `{ search(text: "tag:nightly") { nodes { id } } jobs(filter: { tag: { key: "nightly" } }) { nodes { id } }
      columns: search(text: "tag:secret") { nodes { id } } datasets(filter: { columnTag: { key: "secret" } }) { nodes { id } }
      others: datasets(filter: { columnTag: { key: "nightly" } }) { nodes { id } } }`;
    expect(await lineage.ask(query)).toEqual({
      search: { nodes: [{ id: job }] },
      jobs: { nodes: [{ id: job }] },
      columns: { nodes: [{ id: column }] },
      datasets: { nodes: [{ id: dataset }] },
      others: { nodes: [] },
    });
  });

  test('on columns are counted with those of producers, each once', async () => {
    const other = datasetId('shop', 'customers');
    const tags = [
      { key: 'pii', value: 'email', field: 'email' },
      { key: 'pii', value: 'email', field: 'mail' },
      { key: 'tier', value: 'gold' },
    ];
    const fields = [{ name: 'email' }, { name: 'mail' }, { name: 'phone' }];
    await lineage.send({
      eventTime: '2026-01-15T09:00:00Z',
      job: { namespace: 'airflow', name: 'load' },
      outputs: [{ namespace: 'shop', name: 'customers', facets: { schema: { ...facet, fields }, tags: { ...facet, tags } } }],
      producer: 'https://example.org/test',
      schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent',
    });
    await lineage.log.settle();
    for (const name of ['email', 'phone']) await change('tagColumn', { id: columnId(other, name), key: 'pii', value: 'email' });
    await change('tagColumn', { id: columnId(other, 'phone'), key: 'checked' });
    const query = 'query ($ids: [ID!]!) { datasets(filter: { id: { in: $ids } }) { nodes { id columnTags { key value columnCount } } } }';
    expect(await lineage.ask(query, { ids: [other, datasetId('shop', 'nothing')] })).toEqual({
      datasets: {
        nodes: [
          {
            id: other,
            columnTags: [
              { key: 'pii', value: 'email', columnCount: 3 },
              { key: 'checked', value: '', columnCount: 1 },
            ],
          },
        ],
      },
    });
  });

  test('that are there already change nothing', async () => {
    const first = await change('tagJob', { id: job, key: 'again', value: 'x' });
    const second = await change('tagJob', { id: job, key: 'again', value: 'x' });
    expect(second).toMatchObject({ version: first.version, entryId: null, errors: [] });
  });

  test('are at most a hundred', async () => {
    const before = await lineage.database.pool.query('select count(*)::int as n from lineage.entity_tag where entity = $1', [namespace]);
    for (let tag = before.rows[0].n; tag < 100; tag += 1) await change('tagNamespace', { id: namespace, key: `tag ${tag}` });
    expect(await codeOf('tagNamespace', { id: namespace, key: 'one more' })).toBe('LIMIT_EXCEEDED');
    expect((await change('tagNamespace', { id: namespace, key: 'tag 99', value: 'changed' })).errors).toEqual([]);
  });
});

describe('a description', () => {
  test.each([
    ['namespace', namespace, null],
    ['dataset', dataset, 'as the producer says'],
    ['job', job, null],
    ['column', column, 'as the producer says'],
  ])('of a %s stands over the producer’s until it is taken back', async (entity, id, reported) => {
    const said = await change('describe', { id, description: 'as I say' });
    expect(said).toMatchObject({ errors: [], [entity]: { description: 'as I say', describedBy: 'local' } });
    const back = await change('describe', { id, description: null });
    expect(back).toMatchObject({ version: said.version! + 1, [entity]: { description: reported, describedBy: null } });
    expect(await change('describe', { id, description: null })).toMatchObject({ version: back.version, entryId: null });
  });
});

describe('what is refused', () => {
  test.each<[string, string, Record<string, unknown>, string]>([
    ['nothing of the kind', 'tagDataset', { id: datasetId('no', 'where'), key: 'a' }, 'NOT_FOUND'],
    ['a thing of another kind', 'tagDataset', { id: job, key: 'a' }, 'NOT_FOUND'],
    ['no id', 'describe', { id: '\0', description: 'a' }, 'NOT_FOUND'],
    ['the id of a run', 'describe', { id: 'run_00000000-0000-4000-8000-000000000001', description: 'a' }, 'NOT_FOUND'],
    ['no key', 'tagDataset', { id: dataset, key: ' ' }, 'BAD_USER_INPUT'],
    ['a long key', 'tagDataset', { id: dataset, key: 'k'.repeat(101) }, 'LIMIT_EXCEEDED'],
    ['a long value', 'tagDataset', { id: dataset, key: 'k', value: 'v'.repeat(201) }, 'LIMIT_EXCEEDED'],
    ['U+0000', 'tagDataset', { id: dataset, key: 'k\0' }, 'BAD_USER_INPUT'],
    ['half a character', 'tagDataset', { id: dataset, key: 'k', value: '\ud800' }, 'BAD_USER_INPUT'],
    ['a tag a producer reports', 'untag', { id: dataset, key: 'tier' }, 'NOT_FOUND'],
    ['an empty description', 'describe', { id: dataset, description: '' }, 'BAD_USER_INPUT'],
    ['a long description', 'describe', { id: dataset, description: 'd'.repeat(10_001) }, 'LIMIT_EXCEEDED'],
  ])('%s', async (_what, mutation, input, code) => {
    expect(await codeOf(mutation, input)).toBe(code);
  });

  test('a change of what was seen otherwise, while one of what is there goes through', async () => {
    const { version } = await change('describe', { id: job, description: 'first' });
    expect(await codeOf('describe', { id: job, description: 'second', baseVersion: version! - 1 })).toBe('STALE_VERSION');
    expect(await change('describe', { id: job, description: 'second', baseVersion: version })).toMatchObject({ version: version! + 1 });
    expect(await codeOf('tagJob', { id: job, key: 'k', baseVersion: version })).toBe('STALE_VERSION');
  });

  test('all but one of changes that saw the same', async () => {
    const { version } = await change('describe', { id: column, description: 'seen by all' });
    const descriptions = ['a', 'b', 'c', 'd'].map((description) => change('describe', { id: column, description, baseVersion: version }));
    const codes = (await Promise.all(descriptions)).map(({ errors }) => errors[0]?.code);
    expect(codes.toSorted()).toEqual(['STALE_VERSION', 'STALE_VERSION', 'STALE_VERSION', undefined]);
  });
});

test('the writer of a fact reads it at the entry it was answered', async () => {
  const { entryId } = await change('describe', { id: dataset, description: 'mine' });
  const { data } = await lineage.execute(`{ dataset(id: "${dataset}") { description } }`, { minPosition: entryId! });
  expect(JSON.parse(JSON.stringify(data))).toEqual({ dataset: { description: 'mine' } });
});
