import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '@hotpass/testkit';
import { WebSocket } from 'ws';
import { request } from 'undici';
import { startGateway, type TestGateway, type Topology } from './start-gateway.ts';
import { collect } from './collect.ts';

const query = '{ ship(id: "s1") { name } }';

test.each<Topology>(['in process', 'over HTTP'])(
  '%s: errors have code, path, subgraph and request id, and no secrets',
  async (topology) => {
    await using hub = await startGateway(topology);
    const { status, body } = await hub.post('{ a: ship(id: "forbidden") { name } b: ship(id: "bug") { name } }');
    expect(status).toBe(200);
    expect(body.data).toEqual({ a: null, b: null });
    const requestId = expect.any(String);
    expect(body.errors).toEqual([
      { message: 'No such ship.', path: ['a'], extensions: { code: 'NOT_FOUND', shipId: 'forbidden', serviceName: 'ships', requestId } },
      { message: expect.any(String), path: ['b'], extensions: { code: 'INTERNAL_SERVER_ERROR', serviceName: 'ships', requestId } },
    ]);
    expect(JSON.stringify(body)).not.toContain('secret');
  },
);

test.each<Topology>(['in process', 'over HTTP'])('%s: Hotpass-Min-Position reaches every subgraph', async (topology) => {
  await using hub = await startGateway(topology);
  const { body } = await hub.post('{ ship(id: "s1") { port { name } } position }', {}, { 'Hotpass-Min-Position': 'ent_7' });
  expect(body.data).toMatchObject({ position: 'ent_7' });
  expect([...hub.ships.requests, ...hub.ports.requests].map(({ minPosition }) => minPosition)).toEqual(['ent_7', 'ent_7']);
  hub.ships.at = 3;
  const late = await hub.post('{ position }', {}, { 'Hotpass-Min-Position': '7' });
  expect(late.body.errors).toMatchObject([{ extensions: { code: 'TIMEOUT', serviceName: 'ships' } }]);
  expect((await hub.post('{ position }', {}, { 'Hotpass-Min-Position': 'a b' })).body.errors).toMatchObject([
    { extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

test('what is not answered by the deadline is TIMEOUT', async () => {
  await using hub = await startGateway('in process', { limits: { deadlineMs: 100 } });
  hub.ports.execute = () => new Promise(() => undefined);
  const { body } = await hub.post('{ ship(id: "s1") { name port { name } } }');
  expect(body.data).toEqual({ ship: { name: 'ship s1', port: null } });
  expect(body.errors).toMatchObject([{ path: ['ship'], extensions: { code: 'TIMEOUT', serviceName: 'ports', subgraph: 'ports' } }]);
});

test('a mutation runs once', async () => {
  await using hub = await startGateway('over HTTP');
  const { body } = await hub.post('mutation { rename(id: "s1", name: "Nansen") { name port { name } } }');
  expect(body).toEqual({ data: { rename: { name: 'Nansen', port: { name: 'port p-s1' } } } });
  expect(hub.ships.requests).toHaveLength(1);
});

describe('what is not for this address', () => {
  let hub: TestGateway;
  beforeAll(async () => {
    hub = await startGateway('in process');
  });
  afterAll(async () => hub[Symbol.asyncDispose]());

  test.each([
    ['no JSON', '{', 'application/json', 400, 'BAD_USER_INPUT'],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'application/json', 400, 'BAD_USER_INPUT'],
    ['a batch', `[${JSON.stringify({ query })}]`, 'application/json', 400, 'BAD_USER_INPUT'],
    ['no query', '{"variables":{}}', 'application/json', 400, 'BAD_USER_INPUT'],
    ['variables that are a list', JSON.stringify({ query, variables: [] }), 'application/json', 400, 'BAD_USER_INPUT'],
    ['a form, as another page could send it', 'query={a}', 'application/x-www-form-urlencoded', 415, 'BAD_USER_INPUT'],
    ['plain text, as another page could send it', JSON.stringify({ query }), 'text/plain', 415, 'BAD_USER_INPUT'],
    ['a body of more than a mebibyte', JSON.stringify({ query, x: 'x'.repeat(1024 * 1024) }), 'application/json', 413, 'LIMIT_EXCEEDED'],
    ['a subscription', JSON.stringify({ query: 'subscription { shipMoved { cursor } }' }), 'application/json', 400, 'BAD_USER_INPUT'],
    [
      'a field that is not there',
      JSON.stringify({ query: '{ shipp(id: 1) { name } }' }),
      'application/json',
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a variable of another type',
      JSON.stringify({ query: 'query ($id: ID!) { ship(id: $id) { name } }', variables: { id: {} } }),
      'application/json',
      400,
      'BAD_USER_INPUT',
    ],
  ])('%s is refused in the form of GraphQL', async (_name, body, contentType, status, code) => {
    const response = await fetch(`${hub.url}/graphql`, { method: 'POST', headers: { 'content-type': contentType }, body });
    const answer = await response.text();
    expect({ status: response.status, body: JSON.parse(answer) as unknown }).toMatchObject({
      status,
      body: { errors: [{ extensions: { code, requestId: expect.any(String) } }] },
    });
    expect(answer).not.toContain('Did you mean');
    expect(response.headers.get('x-request-id')).toEqual(expect.any(String));
    expect((await hub.post(query)).status).toBe(200);
  });

  test.each([
    ['a page of another origin', { origin: 'https://evil.example' }],
    ['a page of another port', { origin: 'http://127.0.0.1:1' }],
    ['a page without an origin', { origin: 'null' }],
    ['another name of this address', { host: 'evil.example' }],
  ])('%s gets nothing over HTTP and WebSocket', async (_name, headers) => {
    const asked = hub.ships.requests.length;
    const answer = await request(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    expect(answer.statusCode).toBe(403);
    expect(await answer.body.text()).not.toContain('ship s1');
    const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
    const status = await new Promise((resolve) => {
      socket.once('error', () => undefined);
      socket.once('open', () => resolve('open'));
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode));
    });
    expect(status).toBe(403);
    expect(hub.ships.requests).toHaveLength(asked);
  });
});

test('a page of this hub may use both', async () => {
  await using hub = await startGateway('in process');
  expect((await hub.post(query, {}, { origin: hub.url })).status).toBe(200);
  const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers: { origin: hub.url } });
  await new Promise((resolve) => socket.once('open', resolve));
  socket.close();
});

test('a socket that does not say hello in time, speaks another protocol or sends too much is closed', async () => {
  await using hub = await startGateway('in process', { limits: { connectionInitMs: 100 } });
  const address = `${hub.url.replace('http', 'ws')}/graphql`;
  const closed = (socket: WebSocket): Promise<number> => new Promise((resolve) => socket.once('close', (code) => resolve(code)));
  expect(await closed(new WebSocket(address, 'graphql-transport-ws'))).toBe(4408);
  const old = new WebSocket(address, 'graphql-ws');
  old.once('error', () => undefined);
  await closed(old);
  const large = new WebSocket(address, 'graphql-transport-ws');
  large.once('open', () => large.send('x'.repeat(1024 * 1024 + 1)));
  expect(await closed(large)).toBe(1009);
  await until(() => hub.gateway.open.sockets === 0);
});

test('an upgrade of another path is answered, not left hanging', async () => {
  await using hub = await startGateway('in process');
  const socket = connect(Number(new URL(hub.url).port), '127.0.0.1');
  socket.write(
    'GET /other HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n',
  );
  const answer = await new Promise((resolve) => socket.once('data', (data) => resolve(String(data).split('\r\n')[0])));
  expect(answer).toBe('HTTP/1.1 404 Not Found');
  socket.destroy();
});

test('queries and mutations run over a socket too', async () => {
  await using hub = await startGateway('in process');
  const { value } = await hub
    .client()
    .iterate({ query: 'query ($id: ID!) { ship(id: $id) { name } bad: ship(id: "forbidden") { name } }', variables: { id: 's1' } })
    .next();
  expect(value).toEqual({
    data: { ship: { name: 'ship s1' }, bad: null },
    errors: [expect.objectContaining({ path: ['bad'], extensions: expect.objectContaining({ code: 'NOT_FOUND' }) })],
  });
});

describe('GET', () => {
  const get = (hub: TestGateway, parameters: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${hub.url}/graphql?${String(new URLSearchParams(parameters))}`, { headers });

  test('answers queries, with variables and the place to read from', async () => {
    await using hub = await startGateway('in process');
    const parameters = { query: 'query ($id: ID!) { ship(id: $id) { name } position }', variables: '{"id":"s1"}' };
    const answer = await get(hub, parameters, { 'hotpass-min-position': '7' });
    expect(await answer.json()).toEqual({ data: { ship: { name: 'ship s1' }, position: '7' } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('is refused to an image or a script of another page', async () => {
    await using hub = await startGateway('in process');
    const [other, own] = await Promise.all(
      ['cross-site', 'same-origin'].map((site) => request(`${hub.url}/graphql?query={position}`, { headers: { 'sec-fetch-site': site } })),
    );
    expect([other?.statusCode, own?.statusCode]).toEqual([403, 200]);
    await Promise.all([other?.body.dump(), own?.body.dump()]);
    expect(hub.ships.requests).toHaveLength(1);
  });

  test.each([
    ['a mutation', { query: 'mutation { rename(id: "s1", name: "x") { name } }' }, 405, 'BAD_USER_INPUT'],
    ['a subscription', { query: 'subscription { shipMoved { cursor } }' }, 400, 'BAD_USER_INPUT'],
    ['variables that are no JSON', { query, variables: '{' }, 400, 'BAD_USER_INPUT'],
    ['what is over a limit', { query: `{ ${'ship(id: 1) { name } '.repeat(21)} }` }, 400, 'LIMIT_EXCEEDED'],
  ])('refuses %s', async (_name, parameters, status, code) => {
    await using hub = await startGateway('in process');
    const answer = await get(hub, parameters as unknown as Record<string, string>);
    expect({ status: answer.status, body: await answer.json() }).toMatchObject({ status, body: { errors: [{ extensions: { code } }] } });
    expect(hub.ships.requests).toEqual([]);
  });
});

test('use of what will not stay is told beside the answer and with every event', async () => {
  await using hub = await startGateway('in process');
  const warnings = [{ coordinate: 'Ship.crew', message: 'Ship.crew is deprecated. Use captain. Removed after 2031-01-01.' }];
  const { body } = await hub.post('{ ship(id: "s1") { crew again: crew } }');
  expect(body).toEqual({ data: { ship: { crew: 12, again: 12 } }, extensions: { warnings } });
  hub.feed.append(['s1']);
  const { results } = collect(hub.client(), 'subscription { shipMoved(after: "c0") { ship { crew } } }');
  await until(() => results.length === 1);
  expect(results[0]?.extensions).toEqual({ cursor: 'c1', warnings });
  expect((await hub.post('{ ship(id: "s1") { name } }')).body).toEqual({ data: { ship: { name: 'ship s1' } } });
});

test('a browser gets the explorer, which loads nothing from elsewhere', async () => {
  const explorer = await mkdtemp(join(tmpdir(), 'explorer-'));
  await mkdir(join(explorer, 'assets'));
  await writeFile(join(explorer, 'index.html'), '<!doctype html><title>explorer</title>');
  await writeFile(join(explorer, 'assets', 'main-1.js'), 'export {};');
  await writeFile(join(explorer, 'secret.txt'), 'secret');
  await using hub = await startGateway('in process', { explorer });
  const page = await fetch(`${hub.url}/graphql`, { headers: { accept: 'text/html,application/xhtml+xml' } });
  expect({ status: page.status, cache: page.headers.get('cache-control'), type: page.headers.get('content-type') }).toEqual({
    status: 200,
    cache: 'no-store',
    type: 'text/html; charset=utf-8',
  });
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
  expect(await page.text()).toContain('explorer');
  const script = await fetch(`${hub.url}/graphql/assets/main-1.js`);
  expect({ status: script.status, cache: script.headers.get('cache-control') }).toEqual({
    status: 200,
    cache: 'public, max-age=31536000, immutable',
  });
  const outside = ['/graphql/assets/..%2Fsecret.txt', '/graphql/assets/%2e%2e%2fsecret.txt', '/graphql/assets/none.js'];
  expect(await Promise.all(outside.map(async (path) => (await fetch(hub.url + path)).status))).toEqual([404, 404, 404]);
  const api = await fetch(`${hub.url}/graphql`, { headers: { accept: 'application/json' } });
  expect({ status: api.status, allow: api.headers.get('allow') }).toEqual({ status: 405, allow: 'POST' });
  await rm(explorer, { recursive: true });
});
