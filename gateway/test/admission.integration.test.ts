import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '@hotpass/testkit';
import { collect } from './collect.ts';
import { startGateway, type TestGateway } from './start-gateway.ts';

/** Fragments that each use the next one twice. */
const doubling = (levels: number): string => {
  const fragments = Array.from({ length: levels }, (_one, level) => `fragment F${level} on Ship { ...F${level + 1} ...F${level + 1} }`);
  return `{ ship(id: "s1") { ...F0 } } ${fragments.join(' ')} fragment F${levels} on Ship { id }`;
};

const nested = (depth: number): string => `{ ship(id: "s1") ${'{ sisters '.repeat(depth - 2)} { id }${' }'.repeat(depth - 2)} }`;
const aliases = (count: number): string =>
  `{ ship(id: "s1") { ${Array.from({ length: count }, (_one, index) => `a${index}: name`).join(' ')} } }`;
const typenames = (count: number): string =>
  `{ ship(id: "s1") { ${Array.from({ length: count }, (_one, index) => `a${index}: __typename`).join(' ')} } }`;
const roots = (count: number): string => `{ ${Array.from({ length: count }, () => 'ship(id: "s1") { name }').join(' ')} }`;

const hostile: readonly [name: string, query: string, limit: string, variables: Record<string, unknown>][] = [
  ['a query 30 levels deep', nested(30), 'depth', {}],
  ['a query 16 levels deep', nested(16), 'depth', {}],
  ['1,000 aliases', aliases(1_000), 'aliases', {}],
  ['31 aliases', aliases(31), 'aliases', {}],
  ['31 aliases of __typename', typenames(31), 'aliases', {}],
  ['21 root fields', roots(21), 'rootFields', {}],
  ['50,000 tokens', `{ ship(id: "s1") { ${'name '.repeat(50_000)} } }`, 'tokens', {}],
  ['fragments that double 12 times', doubling(12), 'selections', {}],
  ['lists that multiply', '{ ships(first: 100) { nodes { calls(first: 100) { ships { name } } } } }', 'cost', {}],
  [
    'lists that multiply by variables',
    'query ($n: Int) { ships(first: $n) { nodes { calls(first: $n) { name ships { name } } } } }',
    'cost',
    { n: 100 },
  ],
  ['lists that say nothing of their size', '{ ships { nodes { calls { ships { calls { name } } } } } }', 'cost', {}],
];

async function refusalOverHttp(hub: TestGateway, query: string, variables?: Record<string, unknown>): Promise<unknown> {
  const { status, body } = await hub.post(query, variables);
  expect(status).toBe(400);
  return body.errors?.[0]?.extensions;
}

async function refusalOverWebSocket(hub: TestGateway, query: string, variables?: Record<string, unknown>): Promise<unknown> {
  const { refusals } = collect(hub.client(), query, variables);
  await until(() => refusals.length > 0);
  return (refusals[0] as { extensions: unknown }).extensions;
}

describe.each([
  ['HTTP', refusalOverHttp],
  ['WebSocket', refusalOverWebSocket],
])('over %s', (_name, refusal) => {
  let hub: TestGateway;
  beforeAll(async () => {
    hub = await startGateway('in process');
    await hub.post('{ ship(id: "s2") { name } }');
  });
  afterAll(async () => hub[Symbol.asyncDispose]());

  test.each(hostile)('%s: refused quickly, named, and the next caller is served', async (_what, query, limit, variables) => {
    const asked = hub.ships.requests.length;
    const started = performance.now();
    const [extensions, next] = await Promise.all([refusal(hub, query, variables), hub.post('{ ship(id: "s2") { name } }')]);
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(extensions).toEqual({
      code: 'LIMIT_EXCEEDED',
      limit,
      maximum: expect.any(Number),
      value: expect.anything(),
      requestId: expect.any(String),
    });
    expect(next.body).toEqual({ data: { ship: { name: 'ship s2' } } });
    expect(hub.ships.requests).toHaveLength(asked + 1);
  });
});

test('what stays within the limits is served', async () => {
  await using hub = await startGateway('in process');
  const within = [
    '{ ship(id: "s1") { sisters { sisters { id } } } }',
    aliases(30),
    roots(20),
    '{ ships(first: 100) { nodes { calls(first: 10) { name } } } }',
  ];
  for (const query of within) {
    const { status, body } = await hub.post(query);
    expect({ status, errors: body.errors }).toEqual({ status: 200, errors: undefined });
  }
});

test('the introspection of explorers is served over HTTP, and one level more is not', async () => {
  const { getIntrospectionQuery } = await import('graphql');
  await using hub = await startGateway('in process');
  const query = getIntrospectionQuery({
    descriptions: true,
    inputValueDeprecation: true,
    specifiedByUrl: true,
    schemaDescription: true,
    directiveIsRepeatable: true,
    oneOf: true,
  });
  const { status, body } = await hub.post(query);
  expect({ status, errors: body.errors }).toEqual({ status: 200, errors: undefined });
  const deeper = query.replace(/ofType \{\s*name\s*kind\s*\}/, 'ofType { name kind ofType { name } }');
  expect(deeper).not.toBe(query);
  expect((await hub.post(deeper)).body.errors).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED', limit: 'depth', value: 16 } }]);
});

test('subscriptions and operations are limited per socket and in all', async () => {
  await using hub = await startGateway('in process', { limits: { subscriptionsPerSocket: 3, subscriptions: 4 } });
  const query = 'subscription { shipMoved { cursor } }';
  const client = hub.client();
  const first = Array.from({ length: 4 }, () => collect(client, query));
  await until(() => first[3]?.refusals.length === 1);
  expect(first[3]?.refusals).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED', limit: 'subscriptionsPerSocket', maximum: 3 } }]);
  const second = [collect(hub.client(), query), collect(hub.client(), query)];
  await until(() => second.some(({ results }) => results.length === 1));
  expect(second.flatMap(({ results }) => results)).toMatchObject([
    { errors: [{ extensions: { code: 'LIMIT_EXCEEDED', limit: 'subscriptions', maximum: 4 } }] },
  ]);
  first[0]?.stop();
  await until(() => hub.gateway.open.subscriptions === 3);
});
