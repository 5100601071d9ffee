import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { columnId, datasetId, jobId, namespaceId } from '@hotpass/kernel';
import { startLineage, type LineageUnderTest } from './lineage-under-test.ts';

let lineage: LineageUnderTest;

const namespace = 'snowflake://shop';
const other = 'kafka://events';
const longName = `lake/${'订单'.repeat(1_000)}/final`;

const datasets = [
  'prod.sales.orders',
  'prod.sales.orders_daily',
  'orders',
  'prod.sales.reorders',
  'dim_customer_orders',
  'prod.crm.customers',
  'Café_Crème',
  '订单明细',
  'склад.заказы',
  'مبيعات.الطلبات',
  'deliveries_🚚_live',
  '100%_done',
  '100xydone',
  longName,
];

const producer = { producer: 'https://example.org/test', schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent' };

const facet = { _producer: producer.producer, _schemaURL: 'https://example.org/facet.json' };
const schema = {
  ...facet,
  fields: [{ name: 'order_id' }, { name: 'customer', type: 'struct', fields: [{ name: 'email' }] }, { name: 'orders' }],
};
const tags = {
  ...facet,
  tags: [
    { key: 'tier', value: 'gold' },
    { key: 'pii', value: 'true', field: 'customer.email' },
  ],
};

function aJobEvent(job: string, outputs: readonly { namespace: string; name: string }[]) {
  return { eventTime: '2026-01-15T08:00:00Z', job: { namespace: 'airflow', name: job }, inputs: [], outputs, ...producer };
}

interface Found {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly match: string;
  readonly ranges: readonly { readonly start: number; readonly length: number }[];
  readonly dataset: { readonly name: string } | null;
  readonly job: { readonly name: string } | null;
  readonly namespace: { readonly name: string } | null;
}

interface Page {
  readonly nodes: readonly Found[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly cursor: string;
}

const query = `query ($text: String!, $types: [SearchType!], $first: Int, $after: String) {
  search(text: $text, types: $types, first: $first, after: $after) {
    nodes { id kind name match ranges { start length } dataset { name } job { name } column { name } namespace { name } }
    pageInfo { hasNextPage endCursor } cursor } }`;

async function search(text: string, more: Readonly<Record<string, unknown>> = {}): Promise<Page> {
  return (await lineage.ask<{ search: Page }>(query, { text, ...more })).search;
}

async function names(text: string, more: Readonly<Record<string, unknown>> = {}): Promise<string[]> {
  return (await search(text, more)).nodes.map(({ name }) => name);
}

beforeAll(async () => {
  lineage = await startLineage();
  await lineage.send(
    aJobEvent(
      'load_orders',
      datasets.map((name) => ({ namespace, name })),
    ),
    aJobEvent('billing.invoice', [{ namespace: other, name: 'orders' }]),
    { eventTime: '2026-01-15T08:01:00Z', dataset: { namespace, name: 'prod.sales.orders', facets: { schema, tags } }, ...producer },
  );
});

afterAll(async () => {
  await lineage[Symbol.asyncDispose]();
});

describe('the order of what is found', () => {
  test('is the whole name, its last part, its beginning, words, parts; columns last among equals', async () => {
    const { nodes } = await search('orders');
    expect(nodes.map(({ kind, name, match }) => [kind, name, match])).toEqual([
      ['DATASET', 'orders', 'EXACT'],
      ['DATASET', 'orders', 'EXACT'],
      ['COLUMN', 'orders', 'EXACT'],
      ['DATASET', 'prod.sales.orders', 'EXACT'],
      ['DATASET', 'prod.sales.orders_daily', 'PREFIX'],
      ['DATASET', 'dim_customer_orders', 'WORD'],
      ['JOB', 'load_orders', 'WORD'],
      ['DATASET', 'prod.sales.reorders', 'PART'],
    ]);
  });

  test('is the same page by page, whatever the size of a page', async () => {
    const whole = (await search('order')).nodes.map(({ id }) => id);
    for (const first of [1, 2, 3, 7]) {
      const ids: string[] = [];
      let page = await search('order', { first });
      ids.push(...page.nodes.map(({ id }) => id));
      while (page.pageInfo.hasNextPage) {
        page = await search('order', { first, after: page.pageInfo.endCursor });
        ids.push(...page.nodes.map(({ id }) => id));
      }
      expect(ids).toEqual(whole);
    }
  });

  test('of other spellings is the same page by page too, and nothing comes twice', async () => {
    const whole = (await search('ordrs')).nodes;
    expect(new Set(whole.map(({ match }) => match))).toEqual(new Set(['SIMILAR']));
    const ids: string[] = [];
    let page = await search('ordrs', { first: 2 });
    ids.push(...page.nodes.map(({ id }) => id));
    while (page.pageInfo.hasNextPage) {
      page = await search('ordrs', { first: 2, after: page.pageInfo.endCursor });
      ids.push(...page.nodes.map(({ id }) => id));
    }
    expect(ids).toEqual(whole.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a misspelt text', () => {
  test.each([
    ['custmers', 'prod.crm.customers'],
    ['cusotmer', 'dim_customer_orders'],
    ['ordres daily', 'prod.sales.orders_daily'],
    ['invoce', 'billing.invoice'],
    ['deliveires', 'deliveries_🚚_live'],
    ['emial', 'customer.email'],
    ['зкаазы', 'склад.заказы'],
  ])('%s finds %s', async (text, name) => {
    expect(await names(text)).toContain(name);
  });

  test('too far from any name finds nothing', async () => {
    expect(await names('zzyzzx')).toEqual([]);
  });
});

describe('any text is answered', () => {
  test.each([
    ['cafe', 'Café_Crème'],
    ['CRÈME', 'Café_Crème'],
    ['订单', '订单明细'],
    ['明', '订单明细'],
    ['заказ', 'склад.заказы'],
    ['الطلبات', 'مبيعات.الطلبات'],
    ['🚚', 'deliveries_🚚_live'],
    ['100%', '100%_done'],
    ['%_done', '100%_done'],
    [longName, longName],
    [longName.slice(0, 1_990), longName],
    [longName.slice(0, 150), longName],
  ])('%.20s finds %.20s', async (text, name) => {
    expect((await names(text))[0]).toBe(name);
  });

  test('a wildcard stands for itself', async () => {
    expect(await names('0_d')).toEqual([]);
    expect(await names('100%_')).not.toContain('100xydone');
  });

  test.each([
    '',
    '   ',
    '\0',
    '\\',
    "'; drop table lineage.node; --",
    'x'.repeat(2_000),
    '(((',
    '[a-',
    '\ud800',
    '%',
    '_',
    '"',
    'ns:"',
    ':',
    'tag:',
    '١٢٣',
  ])('%.20j', async (text) => {
    await expect(search(text)).resolves.toBeDefined();
  });

  test('nothing is found by nothing', async () => {
    expect((await search('')).nodes).toEqual([]);
    expect((await search('  ')).pageInfo.hasNextPage).toBe(false);
  });
});

describe('what is found', () => {
  test('says what it is, where, and which part of the name was met', async () => {
    const [found] = (await search('daily')).nodes;
    expect(found).toEqual({
      id: datasetId(namespace, 'prod.sales.orders_daily'),
      kind: 'DATASET',
      name: 'prod.sales.orders_daily',
      match: 'WORD',
      ranges: [{ start: 18, length: 5 }],
      dataset: { name: 'prod.sales.orders_daily' },
      job: null,
      column: null,
      namespace: { name: namespace },
    });
    expect((await search('billing')).nodes[0]).toMatchObject({
      id: jobId('airflow', 'billing.invoice'),
      job: { name: 'billing.invoice' },
      dataset: null,
    });
    expect((await search('snowflake')).nodes[0]).toMatchObject({
      id: namespaceId(namespace),
      kind: 'NAMESPACE',
      namespace: { name: namespace },
    });
    expect((await search('col:email')).nodes).toMatchObject([
      {
        id: columnId(datasetId(namespace, 'prod.sales.orders'), 'customer.email'),
        kind: 'COLUMN',
        dataset: { name: 'prod.sales.orders' },
        column: { name: 'customer.email' },
        namespace: { name: namespace },
      },
    ]);
  });

  test('carries the place in the log it shows', async () => {
    const before = await search('unheard_of');
    expect(before.nodes).toEqual([]);
    await lineage.send(aJobEvent('unheard_of', []));
    const after = await search('unheard_of');
    expect(after.nodes).toHaveLength(1);
    expect(after.cursor).not.toBe(before.cursor);
  });
});

describe('a prefix', () => {
  test('says what to look for', async () => {
    expect(await names('job:orders')).toEqual(['load_orders']);
    expect(await names('ns:shop')).toEqual([namespace]);
    expect(await names('orders', { types: ['COLUMN'] })).toEqual(['orders']);
    expect(await names('ds:orders', { types: ['JOB'] })).toEqual([]);
  });

  test('says where', async () => {
    expect(await names('ns:events orders')).toEqual(['orders']);
    expect(await names(`ns:${other} ds:`)).toEqual(['orders']);
    expect(await names('ns:nowhere orders')).toEqual([]);
  });

  test('says which tag', async () => {
    expect(await names('tag:tier')).toEqual(['prod.sales.orders']);
    expect(await names('tag:tier=gold orders')).toEqual(['prod.sales.orders']);
    expect(await names('tag:tier=silver')).toEqual([]);
    expect(await names('tag:pii')).toEqual(['customer.email']);
    expect(await names('tag:pii tag:tier')).toEqual([]);
  });
});

test.each([{ first: 0 }, { first: 101 }, { after: 'nonsense' }, { after: Buffer.from('[9,0,0,"",""]').toString('base64url') }])(
  'out of range is refused: %j',
  async (more) => {
    const { errors } = await lineage.execute(query, { variables: { text: 'orders', ...more } });
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  },
);

test('the scope bounds what the function answers', async () => {
  const { rows } = await lineage.database.pool.query<{ id: number }>('select id from lineage.namespace where name = $1', [other]);
  const search = `select name, kind from lineage.search($1, '{dataset,job,namespace,column}', null, null, $2, null, 0, 0, 0, '', '', 100)`;
  const inScope = await lineage.database.pool.query<{ name: string }>(search, [[rows[0]!.id], 'orders']);
  expect(inScope.rows).toEqual([{ name: 'orders', kind: 'dataset' }]);
  expect((await lineage.database.pool.query(search, [[], 'orders'])).rows).toEqual([]);
});

test('the functions that run with the rights of their owner are these, each with a fixed search path', async () => {
  const { rows } = await lineage.database.pool.query<{ name: string; path: string | null }>(`
    select n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as name,
      (select setting from unnest(p.proconfig) setting where setting like 'search_path=%') as path
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname <> 'pg_catalog' order by p.oid::regprocedure::text collate "C"`);
  expect(rows).toEqual([
    {
      name: 'lineage.search(scope integer[], kinds text[], namespaces integer[], tagged text[], needle text, spellings text[], after_rank integer, after_late integer, after_step integer, after_key text, after_id text, page_size integer)',
      path: 'search_path=pg_catalog, pg_temp',
    },
    { name: 'lineage.search_words_like(word text, size integer)', path: 'search_path=pg_catalog, pg_temp' },
  ]);
});
