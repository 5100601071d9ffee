import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { columnId, datasetId, datasetVersionId, jobId, pinnedVersionId, runId } from '@hotpass/kernel';
import { startLineage } from './lineage-under-test.ts';
import type { LineageUnderTest } from './lineage-under-test.ts';
import { minute, runIdOf } from './projection/events.ts';

let lineage: LineageUnderTest;

beforeAll(async () => {
  lineage = await startLineage();
});

afterAll(async () => {
  await lineage[Symbol.asyncDispose]();
});

const producer = { _producer: 'https://example.org/p', _schemaURL: 'https://example.org/s' };

interface Named {
  readonly namespace: string;
  readonly name: string;
  readonly facets?: Record<string, unknown>;
}

/** Datasets of namespace `db`. */
function dataset(name: string, facets: Record<string, unknown> = {}): Named {
  const whole = Object.entries(facets).map(([key, facet]) => [key, { ...producer, ...(facet as object) }]);
  return { namespace: 'db', name, facets: Object.fromEntries(whole) as Record<string, unknown> };
}

function event(
  n: number,
  at: number,
  parts: { inputs?: Named[]; outputs?: Named[]; jobFacets?: Record<string, unknown>; eventType?: string },
) {
  const { inputs = [], outputs = [], jobFacets = {}, eventType = 'COMPLETE' } = parts;
  const job = { namespace: 'pipelines', name: `job ${n}`, facets: jobFacets };
  return {
    eventType,
    eventTime: minute(at),
    run: { runId: runIdOf(n) },
    job,
    inputs,
    outputs,
    producer: 'https://example.org/p',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
  };
}

interface DatasetAnswer {
  readonly dataset: Record<string, unknown>;
}

async function askDataset(name: string, fields: string): Promise<Record<string, unknown>> {
  return (await lineage.ask<DatasetAnswer>(`query ($name: String!) { dataset(namespace: "db", name: $name) { ${fields} } }`, { name }))
    .dataset;
}

function schemaOf(...fields: (string | [string, string])[]): { fields: { name: string; type?: string }[] } {
  return { fields: fields.map((field) => (typeof field === 'string' ? { name: field } : { name: field[0], type: field[1] })) };
}

test('a known facet has its type, an unknown one and one of another shape still show, and a deleted one does not', async () => {
  const facets = {
    schema: { fields: [{ name: 'id', type: 'int', fields: [{ name: 'x' }] }, 7] },
    storage: { storageLayer: 5 },
    mine: { deep: [1, { a: '\ud800' }] },
    documentation: { description: 'gone' },
  };
  await lineage.send(event(1, 0, { outputs: [dataset('facets', facets)] }));
  await lineage.send(event(1, 1, { outputs: [dataset('facets', { documentation: { _deleted: true } })] }));
  const answer = await askDataset(
    'facets',
    `facetCount description
     facets { __typename name producer schemaURL raw ... on SchemaDatasetFacet { fieldsCount fields(first: 1) { name fields { name } } } ... on StorageDatasetFacet { storageLayer } }
     named: facets(names: ["mine", "schema", "none"]) { name }
     storage { storageLayer raw }
     facet(name: "documentation") { name }`,
  );
  const raw = (facet: object): string => JSON.stringify({ ...producer, ...facet });
  const head = { producer: producer._producer, schemaURL: producer._schemaURL };
  expect(answer).toEqual({
    facetCount: 3,
    description: null,
    facets: [
      { __typename: 'UnknownFacet', name: 'mine', ...head, raw: raw(facets.mine) },
      {
        __typename: 'SchemaDatasetFacet',
        name: 'schema',
        ...head,
        raw: raw(facets.schema),
        fieldsCount: 1,
        fields: [{ name: 'id', fields: [{ name: 'x' }] }],
      },
      { __typename: 'StorageDatasetFacet', name: 'storage', ...head, raw: raw(facets.storage), storageLayer: null },
    ],
    named: [{ name: 'mine' }, { name: 'schema' }],
    storage: { storageLayer: null, raw: raw(facets.storage) },
    facet: null,
  });
});

test('unions, maps and numbers of facets come out as their types', async () => {
  const lineageFacet = {
    fields: {
      a: {
        inputs: [
          { ...dataset('b'), type: 'DATASET', field: 'x' },
          { type: 'JOB', runId: 'r' },
        ],
      },
    },
  };
  const dataQualityMetrics = { rowCount: 2 ** 40, lastUpdated: minute(3), columnMetrics: { a: { quantiles: { '0.5': 1.5 } } } };
  const catalog = { framework: 'iceberg', type: 'hive', name: 'prod', catalogProperties: { region: 'za' } };
  await lineage.send(event(2, 0, { outputs: [dataset('typed', { lineage: lineageFacet, dataQualityMetrics, catalog })] }));
  expect(
    await askDataset(
      'typed',
      `facets { name
         ... on LineageDatasetFacet { fields { key inputs { __typename ... on FacetLineageDatasetInput { name field } ... on FacetLineageJobInput { runId } } } }
         ... on DataQualityMetricsDatasetFacet { rowCount lastUpdated columnMetrics { key quantiles { key value } } }
         ... on CatalogDatasetFacet { catalogName catalogProperties { key value } } }`,
    ),
  ).toEqual({
    facets: [
      { name: 'catalog', catalogName: 'prod', catalogProperties: [{ key: 'region', value: 'za' }] },
      {
        name: 'dataQualityMetrics',
        rowCount: 2 ** 40,
        lastUpdated: minute(3),
        columnMetrics: [{ key: 'a', quantiles: [{ key: '0.5', value: 1.5 }] }],
      },
      {
        name: 'lineage',
        fields: [
          {
            key: 'a',
            inputs: [
              { __typename: 'FacetLineageDatasetInput', name: 'b', field: 'x' },
              { __typename: 'FacetLineageJobInput', runId: 'r' },
            ],
          },
        ],
      },
    ],
  });
});

test('credentials in addresses are masked, in fields and in raw', async () => {
  const dataSource = { name: 'food', uri: 'postgres://food_delivery:food_delivery@postgres:5432/food_delivery' };
  await lineage.send(event(3, 0, { outputs: [dataset('masked', { dataSource })] }));
  const answer = await askDataset('masked', 'dataSource { dataSourceName uri raw }');
  expect(answer).toMatchObject({ dataSource: { dataSourceName: 'food', uri: 'postgres://***:***@postgres:5432/food_delivery' } });
  expect(JSON.stringify(answer)).not.toContain('food_delivery:food_delivery');
});

test('a job tells what it is, runs and is kept', async () => {
  const jobFacets = {
    jobType: { processingType: 'BATCH', integration: 'SPARK', jobType: 'JOB' },
    sql: { query: 'select 1' },
    sourceCode: { language: 'sql', sourceCode: 'select 1' },
    sourceCodeLocation: { type: 'git', url: 'https://user@example.org/x' },
    documentation: { description: 'Loads.' },
    ownership: { owners: [{ name: 'team:a', type: 'MAINTAINER' }, {}] },
    tags: { tags: [{ key: 'tier', value: '1', source: 'dbt' }] },
  };
  await lineage.send(event(4, 0, { jobFacets }));
  const { job } = await lineage.ask<{ job: unknown }>(
    `query ($id: ID!) { job(id: $id) { description type { processingType integration jobType } sql { query } sourceCode { language }
       sourceCodeLocation { url } owners { name type } tags { key value source field } facetCount } }`,
    { id: jobId('pipelines', 'job 4') },
  );
  expect(job).toEqual({
    description: 'Loads.',
    type: { processingType: 'BATCH', integration: 'SPARK', jobType: 'JOB' },
    sql: { query: 'select 1' },
    sourceCode: { language: 'sql' },
    sourceCodeLocation: { url: 'https://***@example.org/x' },
    owners: [{ name: 'team:a', type: 'MAINTAINER' }],
    tags: [{ key: 'tier', value: '1', source: 'dbt', field: null }],
    facetCount: 7,
  });
});

test('columns are those of the newest schema, by page, and a column of column lineage alone is one too', async () => {
  const schema = { fields: [{ name: 'id', type: 'int', description: 'Key.' }, { name: 'at', fields: [{ name: 'day' }] }, { name: 'x' }] };
  const tags = {
    tags: [
      { key: 'pii', value: 'true', field: 'at.day' },
      { key: 'own', value: 'yes' },
    ],
  };
  const columnLineage = { fields: { ghost: { inputFields: [{ namespace: 'db', name: 'columns', field: 'id' }] } } };
  await lineage.send(event(5, 0, { outputs: [dataset('columns', { schema, tags, columnLineage })] }));
  const pageFields =
    'totalCount nodes { id name ordinal type description tags { key field } dataset { name } } pageInfo { hasNextPage hasPreviousPage endCursor }';
  const first = await askDataset('columns', `tags { key } columns(first: 3) { ${pageFields} }`);
  const id = datasetId('db', 'columns');
  const column = (name: string, ordinal: number) => ({
    id: columnId(id, name),
    name,
    ordinal,
    type: null,
    description: null,
    tags: [],
    dataset: { name: 'columns' },
  });
  expect(first).toMatchObject({
    tags: [{ key: 'own' }],
    columns: {
      totalCount: 4,
      nodes: [
        { ...column('id', 1), type: 'int', description: 'Key.' },
        column('at', 2),
        { ...column('at.day', 3), tags: [{ key: 'pii', field: 'at.day' }] },
      ],
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    },
  });
  const after = (first as { columns: { pageInfo: { endCursor: string } } }).columns.pageInfo.endCursor;
  expect(await askDataset('columns', `columns(first: 3, after: "${after}") { ${pageFields} }`)).toMatchObject({
    columns: { nodes: [column('x', 4)], pageInfo: { hasNextPage: false, hasPreviousPage: true } },
  });
  expect(await askDataset('columns', 'column(name: "ghost") { name ordinal } none: column(name: "none") { name }')).toEqual({
    column: { name: 'ghost', ordinal: null },
    none: null,
  });
  const byId = 'query ($id: ID, $datasetId: ID, $name: String) { column(id: $id, datasetId: $datasetId, name: $name) { name } }';
  expect(await lineage.ask(byId, { id: columnId(id, 'ghost') })).toEqual({ column: { name: 'ghost' } });
  expect(await lineage.ask(byId, { datasetId: id, name: 'at.day' })).toEqual({ column: { name: 'at.day' } });
  expect((await lineage.execute(byId, { variables: { id, name: 'x' } })).errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  expect(
    (await lineage.execute('{ dataset(namespace: "db", name: "columns") { columns(after: "xx") { cursor } } }')).errors?.[0]?.extensions[
      'code'
    ],
  ).toBe('BAD_USER_INPUT');
});

test('each run that wrote it made a version, as old as its last event, and says what changed in the columns', async () => {
  const written = (n: number, at: number, facets: Record<string, unknown>) => event(n, at, { outputs: [dataset('versions', facets)] });
  await lineage.send(
    written(10, 1, { schema: schemaOf('a', ['b', 'int']), version: { datasetVersion: 'v1' } }),
    written(11, 3, {}),
    written(12, 2, { schema: schemaOf(['b', 'text'], 'c'), lifecycleStateChange: { lifecycleStateChange: 'OVERWRITE' } }),
    { ...event(12, 9, {}), eventType: 'COMPLETE', job: event(12, 2, {}).job },
  );
  const answer = await askDataset(
    'versions',
    `versions { nodes { id run { id } at version lifecycle columns { totalCount nodes { name ordinal type } }
       schemaChange { addedCount added { name } removedCount removed { name } changedCount changed { name before { type } after { type } } } } pageInfo { hasNextPage } }
     page: versions(first: 2) { pageInfo { endCursor hasNextPage } }`,
  );
  const id = datasetId('db', 'versions');
  const version = (n: number) => ({ id: datasetVersionId(id, runId(runIdOf(n))), run: { id: runId(runIdOf(n)) } });
  expect(answer).toMatchObject({
    versions: {
      nodes: [
        {
          ...version(12),
          at: minute(9),
          version: null,
          lifecycle: 'OVERWRITE',
          columns: {
            totalCount: 2,
            nodes: [
              { name: 'b', ordinal: 1, type: 'text' },
              { name: 'c', ordinal: 2, type: null },
            ],
          },
          schemaChange: {
            addedCount: 1,
            added: [{ name: 'c' }],
            removedCount: 1,
            removed: [{ name: 'a' }],
            changedCount: 1,
            changed: [{ name: 'b', before: { type: 'int' }, after: { type: 'text' } }],
          },
        },
        { ...version(11), at: minute(3), lifecycle: null, columns: null, schemaChange: null },
        { ...version(10), at: minute(1), version: 'v1', schemaChange: null },
      ],
    },
    page: { pageInfo: { hasNextPage: true } },
  });
  const { endCursor } = (answer as { page: { pageInfo: { endCursor: string } } }).page.pageInfo;
  expect(
    await askDataset('versions', `versions(first: 2, after: "${endCursor}") { nodes { id } pageInfo { hasNextPage hasPreviousPage } }`),
  ).toEqual({
    versions: { nodes: [{ id: version(10).id }], pageInfo: { hasNextPage: false, hasPreviousPage: true } },
  });
});

test.each(['xx', ['2026-01-15T00:00:00.000Z', '\0'], ['+275760-01-01T00:00:00.000Z', 'dsv_1'], ['soon', 'dsv_1'], [1, 2]])(
  'a cursor of versions that is none (%j) is refused',
  async (key) => {
    const after = typeof key === 'string' ? key : Buffer.from(JSON.stringify(key)).toString('base64url');
    await lineage.send(event(15, 1, { outputs: [dataset('cursors')] }));
    const query = 'query ($after: String) { dataset(namespace: "db", name: "cursors") { versions(after: $after) { cursor } } }';
    const { errors } = await lineage.execute(query, { variables: { after } });
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  },
);

test('a version is found by the run that wrote it, by its word, and when only a reader named it', async () => {
  const pin = { version: { datasetVersion: 'w' } };
  await lineage.send(
    event(20, 1, { outputs: [dataset('pinned', pin)] }),
    event(21, 2, { outputs: [dataset('pinned', pin)] }),
    event(22, 3, { inputs: [dataset('pinned', pin), dataset('foreign', { version: { datasetVersion: '7' } })] }),
  );
  const [pinned, foreign] = [datasetId('db', 'pinned'), datasetId('db', 'foreign')];
  const ids = [
    datasetVersionId(pinned, runId(runIdOf(20))),
    pinnedVersionId(pinned, 'w'),
    pinnedVersionId(foreign, '7'),
    pinnedVersionId(foreign, '8'),
    'dsv_x',
  ];
  const { _entities } = await lineage.ask<{ _entities: unknown[] }>(
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on DatasetVersion { id run { id } at version dataset { name } } } }',
    { of: ids.map((id) => ({ __typename: 'DatasetVersion', id })) },
  );
  expect(_entities).toEqual([
    { id: ids[0], run: { id: runId(runIdOf(20)) }, at: minute(1), version: 'w', dataset: { name: 'pinned' } },
    { id: ids[1], run: { id: runId(runIdOf(21)) }, at: minute(2), version: 'w', dataset: { name: 'pinned' } },
    { id: ids[2], run: null, at: minute(3), version: '7', dataset: { name: 'foreign' } },
    null,
    null,
  ]);
});

const life = 'state renamedTo { name } renamedFrom { name } lifecycle { at change previousName run { id } }';
const happened = (change: string, previous?: string) => ({
  lifecycleStateChange: {
    lifecycleStateChange: change,
    ...(previous === undefined ? {} : { previousIdentifier: { namespace: 'db', name: previous } }),
  },
});

test('a dataset that is dropped and written again is there again, by event time and not by arrival', async () => {
  const drop = event(31, 2, { outputs: [dataset('phoenix', happened('DROP'))] });
  await lineage.send(event(30, 1, { outputs: [dataset('phoenix')] }), drop);
  const dropped = { at: minute(2), change: 'DROP', previousName: null, run: { id: runId(runIdOf(31)) } };
  expect(await askDataset('phoenix', life)).toEqual({ state: 'DROPPED', renamedTo: null, renamedFrom: null, lifecycle: [dropped] });

  await lineage.send(event(32, 1, { inputs: [dataset('phoenix')] }), event(33, 0, { outputs: [dataset('phoenix')] }));
  expect(await askDataset('phoenix', 'state')).toEqual({ state: 'DROPPED' });
  await lineage.send(event(34, 5, { outputs: [dataset('phoenix', { schema: schemaOf('a') })] }));
  expect(await askDataset('phoenix', life)).toEqual({ state: 'ACTIVE', renamedTo: null, renamedFrom: null, lifecycle: [dropped] });
  expect(await askDataset('phoenix', 'columns { totalCount }')).toEqual({ columns: { totalCount: 1 } });
});

test('facets sent for a dropped dataset are kept, and do not bring it back', async () => {
  await lineage.send(
    event(35, 2, { outputs: [dataset('buried', happened('DROP'))] }),
    { eventTime: minute(4), dataset: dataset('buried', { documentation: { description: 'Was.' } }), producer: 'https://example.org/p' },
    { eventTime: minute(4), job: event(36, 0, {}).job, inputs: [dataset('buried', { schema: schemaOf('a') })], outputs: [] },
  );
  expect(await askDataset('buried', 'state description columns { totalCount }')).toEqual({
    state: 'DROPPED',
    description: 'Was.',
    columns: { totalCount: 1 },
  });
});

test('a rename joins two names, onto one that was there, and back', async () => {
  await lineage.send(
    event(40, 0, { outputs: [dataset('taken', { schema: schemaOf('old') })] }),
    event(41, 1, { outputs: [dataset('before')] }),
    event(42, 2, { inputs: [dataset('before')], outputs: [dataset('taken', happened('RENAME', 'before'))] }),
  );
  const renamed = { at: minute(2), change: 'RENAME', previousName: 'before', run: { id: runId(runIdOf(42)) } };
  expect(await askDataset('before', life)).toEqual({ state: 'RENAMED', renamedTo: { name: 'taken' }, renamedFrom: null, lifecycle: [] });
  expect(await askDataset('taken', life)).toEqual({
    state: 'ACTIVE',
    renamedTo: null,
    renamedFrom: { name: 'before' },
    lifecycle: [renamed],
  });
  expect(await askDataset('taken', 'versions { nodes { at } }')).toEqual({ versions: { nodes: [{ at: minute(2) }, { at: minute(0) }] } });

  await lineage.send(event(43, 6, { outputs: [dataset('before', happened('RENAME', 'taken'))] }));
  expect(await askDataset('before', 'state renamedTo { name } renamedFrom { name }')).toEqual({
    state: 'ACTIVE',
    renamedTo: null,
    renamedFrom: { name: 'taken' },
  });
  expect(await askDataset('taken', 'state renamedTo { name }')).toEqual({ state: 'RENAMED', renamedTo: { name: 'before' } });
});

test('what is told of one name of a dataset is told of the one that represents it, and of no other', async () => {
  const symlinks = { identifiers: [{ namespace: 'db', name: 'catalog.table', type: 'TABLE' }] };
  const told = {
    symlinks,
    schema: schemaOf(['a', 'int'], 'b'),
    tags: { tags: [{ key: 'k', value: 'v' }] },
    documentation: { description: 'Told of the place.' },
    ...happened('TRUNCATE'),
  };
  await lineage.send(
    event(70, 1, { outputs: [dataset('/place', told)] }),
    event(71, 0, { inputs: [dataset('catalog.table', { documentation: { description: 'Older.' } })] }),
  );
  const fields = `facetCount description tags { key } columns { totalCount nodes { name dataset { name } } } column(name: "a") { type }
    versions { nodes { at dataset { name } } } lifecycle { change } facets { name } representative { name } aliases { name } state`;
  const common = {
    facetCount: 5,
    description: 'Told of the place.',
    tags: [{ key: 'k' }],
    columns: {
      totalCount: 2,
      nodes: [
        { name: 'a', dataset: { name: '/place' } },
        { name: 'b', dataset: { name: '/place' } },
      ],
    },
    column: { type: 'int' },
    versions: { nodes: [{ at: minute(1), dataset: { name: '/place' } }] },
    lifecycle: [{ change: 'TRUNCATE' }],
    facets: ['documentation', 'lifecycleStateChange', 'schema', 'symlinks', 'tags'].map((name) => ({ name })),
    representative: { name: 'catalog.table' },
    state: 'ACTIVE',
  };
  expect(await askDataset('catalog.table', fields)).toEqual({ ...common, aliases: [{ name: '/place' }] });
  expect(await askDataset('/place', fields)).toEqual({ ...common, aliases: [{ name: 'catalog.table' }] });

  await lineage.send(
    event(72, 2, { outputs: [dataset('catalog.table', { documentation: { _deleted: true }, schema: schemaOf('c') })] }),
    event(73, 3, { outputs: [dataset('/place', happened('DROP'))] }),
  );
  const some = 'description state columns { nodes { name } }';
  expect(await askDataset('catalog.table', some)).toEqual({ description: null, state: 'DROPPED', columns: { nodes: [{ name: 'c' }] } });
  expect(await askDataset('/place', some)).toEqual({
    description: 'Told of the place.',
    state: 'DROPPED',
    columns: { nodes: [{ name: 'a' }, { name: 'b' }] },
  });
});

test('a facet as deep as ingest takes is shown whole and read as far as asked', async () => {
  const levels = 1_300;
  const fields: unknown = JSON.parse(`${'[{"name":"n","fields":'.repeat(levels)}[]${'}]'.repeat(levels)}`);
  await lineage.send(event(51, 0, { outputs: [dataset('deep', { schema: { fields }, odd: { fields } })] }));
  const answer = await askDataset(
    'deep',
    `columns { totalCount } odd: facet(name: "odd") { __typename raw }
     facet(name: "schema") { ... on SchemaDatasetFacet { fields { fields { name } } } }`,
  );
  expect(answer).toEqual({
    columns: { totalCount: 50 },
    odd: { __typename: 'UnknownFacet', raw: JSON.stringify({ ...producer, fields }) },
    facet: { fields: [{ fields: [{ name: 'n' }] }] },
  });
});

test('10,000 columns are answered by page', async () => {
  const columns = Array.from({ length: 10_000 }, (_, n) => ({ name: `column_${n}`, type: 'int' }));
  await lineage.send(
    event(52, 0, { outputs: [dataset('wide', { schema: { fields: columns } })] }),
    event(53, 1, { outputs: [dataset('wide', { schema: { fields: columns.map((column) => ({ ...column, type: 'text' })) } })] }),
  );
  const started = performance.now();
  const answer = await askDataset(
    'wide',
    `columns(first: 100) { totalCount nodes { name } }
     facet(name: "schema") { ... on SchemaDatasetFacet { fieldsCount fields { name } } }
     versions { nodes { columns { totalCount nodes { name } } schemaChange { changedCount changed(first: 1) { name } } } }`,
  );
  expect(performance.now() - started).toBeLessThan(5_000);
  const page = (size: number) => columns.slice(0, size).map(({ name }) => ({ name }));
  expect(answer).toEqual({
    columns: { totalCount: 10_000, nodes: page(100) },
    facet: { fieldsCount: 10_000, fields: page(25) },
    versions: {
      nodes: [
        { columns: { totalCount: 10_000, nodes: page(25) }, schemaChange: { changedCount: 10_000, changed: page(1) } },
        { columns: { totalCount: 10_000, nodes: page(25) }, schemaChange: null },
      ],
    },
  });
}, 30_000);

test('a dataset without symlinks represents itself', async () => {
  await lineage.send(event(50, 0, { outputs: [dataset('alone')] }));
  expect(await askDataset('alone', 'representative { name } aliases { name }')).toEqual({ representative: { name: 'alone' }, aliases: [] });
});

test('what is not projected yet is waited for, and is no silent null; until then no cursor has passed it', async () => {
  const cursorOf = async (): Promise<string> =>
    (await lineage.ask<{ namespaces: { cursor: string } }>('{ namespaces { cursor } }')).namespaces.cursor;
  const before = await cursorOf();
  const held = await holdProjector('lineage.facets');
  const [entry] = await lineage.post(event(55, 0, { outputs: [dataset('late', { schema: schemaOf('a') })] }));
  const query = '{ dataset(namespace: "db", name: "late") { columns { nodes { name } } } }';
  const late = await lineage.execute(query, { minPosition: entry! });
  expect(late.errors?.[0]?.extensions['code']).toBe('TIMEOUT');
  expect(late.data ?? null).toBeNull();
  expect(await cursorOf()).toBe(before);
  await held[Symbol.asyncDispose]();
  expect(await lineage.execute(query, { minPosition: entry! })).toMatchObject({
    data: { dataset: { columns: { nodes: [{ name: 'a' }] } } },
  });
  expect(await cursorOf()).not.toBe(before);
});

/** Keeps a projector from writing until disposed of. */
async function holdProjector(name: string): Promise<AsyncDisposable> {
  const client = await lineage.database.pool.connect();
  await client.query('begin');
  await client.query('select from log.consumer_owner where name = $1 for update', [name]);
  return {
    async [Symbol.asyncDispose]() {
      await client.query('rollback');
      client.release();
    },
  };
}

test('a level of datasets is one statement for each kind of question', async () => {
  await lineage.send(
    event(60, 0, {
      outputs: Array.from({ length: 20 }, (_, n) =>
        dataset(`many ${n}`, { schema: schemaOf('a', `b${n}`), documentation: { description: 'd' } }),
      ),
    }),
  );
  const query = `{ namespaces { nodes { datasets(first: 100) { nodes { name description state facetCount tags { key } columns { totalCount nodes { name } }
    versions { nodes { at schemaChange { addedCount } } } aliases { name } facets { name } } } } } }`;
  const reads = jest.spyOn(lineage.log.database, 'read');
  const { namespaces } = await lineage.ask<{ namespaces: { nodes: { datasets: { nodes: unknown[] } }[] } }>(query);
  expect(namespaces.nodes.flatMap(({ datasets }) => datasets.nodes).length).toBeGreaterThan(20);
  // Namespaces, datasets, and one for each of: facet, state, facetCount, tags, columns, totalCount, versions, schemaBefore,
  // schema, aliases, their names, facets; and for what people say.
  expect(reads.mock.calls.length).toBeLessThanOrEqual(15);
  reads.mockRestore();
});

test('facets, columns and versions that are too large together are an error, and each by itself is an answer', async () => {
  const long = 'x'.repeat(7 * 1_024 * 1_024);
  const names = ['large 1', 'large 2', 'large 3', 'large 4', 'large 5'];
  for (const [n, name] of names.entries()) {
    const schema = { fields: [{ name: 'a', description: `${n}${long}` }] };
    await lineage.send(event(80 + n, n, { outputs: [dataset(name, { schema })] }));
  }
  const ids = names.map((name) => ({ __typename: 'Dataset', id: datasetId('db', name) }));
  const all = (fields: string) =>
    lineage.execute(`query ($of: [_Any!]!) { _entities(representations: $of) { ... on Dataset { ${fields} } } }`, {
      variables: { of: ids },
    });
  for (const fields of [
    'facet(name: "schema") { raw }',
    'facets { raw }',
    'columns { nodes { description } }',
    'versions { nodes { columns { nodes { name } } } }',
  ]) {
    const { errors } = await all(fields);
    expect(new Set(errors?.map(({ extensions }) => extensions['code']))).toEqual(new Set(['LIMIT_EXCEEDED']));
  }
  const one = await askDataset(
    'large 1',
    'facet(name: "schema") { name } columns { nodes { name } } versions { nodes { columns { totalCount } } }',
  );
  expect(one).toEqual({
    facet: { name: 'schema' },
    columns: { nodes: [{ name: 'a' }] },
    versions: { nodes: [{ columns: { totalCount: 1 } }] },
  });
}, 60_000);

test('credentials in addresses are shown nowhere, also not in what is taken out of facets', async () => {
  const address = 'postgres://reader:canary-5ecret@host/db';
  const fields = [{ name: 'a', type: 'text', description: `read from ${address}` }];
  const tags = { tags: [{ key: 'connection', value: address }] };
  await lineage.send(
    event(970, 1, { outputs: [dataset('told', { schema: { fields }, tags })], jobFacets: { tags: { ...producer, ...tags } } }),
  );
  const answer = await lineage.ask(
    `{ dataset(namespace: "db", name: "told") { tags { value } columns { nodes { description } } facets { raw } }
       job(namespace: "pipelines", name: "job 970") { tags { value } facets { raw } } }`,
  );
  expect(JSON.stringify(answer)).not.toContain('5ecret');
  const shown = [{ value: 'postgres://***:***@host/db' }];
  expect(answer).toMatchObject({
    dataset: { tags: shown, columns: { nodes: [{ description: 'read from postgres://***:***@host/db' }] } },
    job: { tags: shown },
  });
});
