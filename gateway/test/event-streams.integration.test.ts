import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { until } from '@hotpass/testkit';
import { createClient } from 'graphql-sse';
import { ServerSentEventParser } from '../src/clients/server-sent-events.ts';
import { collect } from './collect.ts';
import { startGateway, type TestGateway, type Topology } from './start-gateway.ts';

const moved = 'subscription ($after: String) { shipMoved(after: $after) { cursor ship { name port { name } } } }';

interface Stream {
  readonly response: IncomingMessage;
  readonly text: () => string;
  readonly ids: () => string[];
  readonly events: () => { event: string; data: unknown }[];
  readonly isEnded: () => boolean;
  readonly stop: () => void;
}

/** Opens a stream as EventSource would: GET, and what it remembers of the last event. */
async function open(hub: TestGateway, parameters: Record<string, string>, headers: Record<string, string> = {}): Promise<Stream> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const url = `${hub.url}/graphql?${String(new URLSearchParams(parameters))}`;
  const request: ClientRequest = httpRequest(url, { headers: { accept: 'text/event-stream', ...headers } }, resolve)
    .on('error', reject)
    .end();
  const response = await promise;
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => void chunks.push(chunk));
  response.on('error', () => undefined);
  let isEnded = false;
  response.on('close', () => (isEnded = true));
  const text = (): string => Buffer.concat(chunks).toString('utf8');
  return {
    response,
    text,
    ids: () => [...text().matchAll(/^id: (.*)$/gm)].map((match) => match[1]!),
    events: () =>
      new ServerSentEventParser()
        .push(Buffer.concat(chunks))
        .map(({ event, data }) => ({ event, data: data === '' ? null : (JSON.parse(data) as unknown) })),
    isEnded: () => isEnded,
    stop: () => void request.destroy(),
  };
}

describe.each<Topology>(['in process', 'over HTTP'])('%s', (topology) => {
  test('a client of graphql-sse gets the events of a subscription, one connection each', async () => {
    await using hub = await startGateway(topology);
    const client = createClient({ url: `${hub.url}/graphql`, retryAttempts: 0 });
    hub.feed.append(['s1']);
    hub.feed.append(['s2']);
    const results: unknown[] = [];
    const stop = client.subscribe(
      { query: moved, variables: { after: 'c0' } },
      { next: (result) => void results.push(result), error: (error) => void results.push(error), complete: () => undefined },
    );
    await until(() => results.length === 2);
    expect(results).toEqual(
      ['1', '2'].map((n) => ({
        data: { shipMoved: { cursor: `c${n}`, ship: { name: `ship s${n}`, port: { name: `port p-s${n}` } } } },
        extensions: { cursor: `c${n}` },
      })),
    );
    expect(hub.gateway.open).toMatchObject({ subscriptions: 1, eventStreams: 1 });
    stop();
    await until(() => hub.gateway.open.subscriptions === 0 && hub.gateway.open.eventStreams === 0 && hub.feed.open === 0);
    client.dispose();
  });

  test('the id of an event is its cursor, and a browser that comes back with it goes on after it', async () => {
    await using hub = await startGateway(topology);
    for (const key of ['s1', 's2', 's3']) hub.feed.append([key]);
    const first = await open(hub, { query: moved, variables: '{"after":"c0"}' });
    await until(() => first.ids().length === 3);
    first.stop();
    hub.feed.append(['s4']);
    const second = await open(hub, { query: moved, variables: '{"after":"c0"}' }, { 'last-event-id': first.ids().at(-1)! });
    await until(() => second.ids().length === 1);
    expect([first.ids(), second.ids()]).toEqual([['c1', 'c2', 'c3'], ['c4']]);
    second.stop();
  });

  test('sockets and streams of events share one stream', async () => {
    await using hub = await startGateway(topology);
    const socket = collect(hub.client(), moved);
    const stream = await open(hub, { query: moved });
    await until(() => hub.gateway.open.subscriptions === 2 && hub.feed.open === 1);
    hub.feed.append(['s1']);
    await until(() => socket.results.length === 1 && stream.ids().length === 1);
    expect(stream.events()).toEqual([{ event: 'next', data: socket.results[0] }]);
    expect(hub.ships.requests.filter(({ event }) => event)).toHaveLength(1);
    stream.stop();
  });
});

test('it is told not to be kept, gathered or packed on the way', async () => {
  await using hub = await startGateway('in process');
  const stream = await open(hub, { query: moved }, { 'accept-encoding': 'gzip, br' });
  await until(() => stream.text().includes(': connected'));
  expect(stream.response.statusCode).toBe(200);
  expect(stream.response.headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-request-id': expect.any(String),
  });
  expect(stream.response.headers['content-encoding']).toBeUndefined();
  stream.stop();
});

test.each([
  ['a field that is not there', { query: 'subscription { sunk { cursor } }' }, {}, 'GRAPHQL_VALIDATION_FAILED'],
  ['what is over a limit', { query: `{ ${'ship(id: 1) { name } '.repeat(21)} }` }, {}, 'LIMIT_EXCEEDED'],
  ['a mutation by GET', { query: 'mutation { rename(id: "s1", name: "x") { name } }' }, {}, 'BAD_USER_INPUT'],
  ['a place that is none', { query: moved, variables: '{"after":"nonsense"}' }, {}, 'BAD_USER_INPUT'],
  ['a last event that is none', { query: moved }, { 'last-event-id': 'nonsense' }, 'BAD_USER_INPUT'],
  ['a place that is gone', { query: moved, variables: '{"after":"c9"}' }, {}, 'RESYNC'],
])('%s is an event with the error, then complete', async (_name, parameters, headers, code) => {
  await using hub = await startGateway('in process');
  const stream = await open(hub, parameters, headers);
  await until(() => stream.isEnded());
  expect(stream.events()).toEqual([
    { event: 'next', data: { errors: [expect.objectContaining({ extensions: expect.objectContaining({ code }) })] } },
    { event: 'complete', data: null },
  ]);
  expect(stream.text()).toContain('event: complete\ndata: \n\n');
  expect(hub.gateway.open).toMatchObject({ subscriptions: 0, eventStreams: 0 });
});

test('queries and mutations answer as one event', async () => {
  await using hub = await startGateway('in process');
  const stream = await open(hub, { query: '{ ship(id: "s1") { name } }' });
  await until(() => stream.isEnded());
  expect(stream.events()[0]).toEqual({ event: 'next', data: { data: { ship: { name: 'ship s1' } } } });
  const client = createClient({ url: `${hub.url}/graphql`, retryAttempts: 0 });
  const { value } = await client.iterate({ query: 'mutation { rename(id: "s1", name: "Nansen") { name } }' }).next();
  expect(value).toEqual({ data: { rename: { name: 'Nansen' } } });
  client.dispose();
});

test('a query that is not answered by the deadline is TIMEOUT, and a subscription has none', async () => {
  await using hub = await startGateway('in process', { limits: { deadlineMs: 100 } });
  const subscription = await open(hub, { query: moved });
  hub.ports.execute = () => new Promise(() => undefined);
  const late = await open(hub, { query: '{ ship(id: "s1") { port { name } } }' });
  await until(() => late.isEnded());
  expect(late.events()[0]?.data).toMatchObject({ errors: [{ extensions: { code: 'TIMEOUT' } }] });
  expect(subscription.isEnded()).toBe(false);
  subscription.stop();
});

test.each([
  ['a page of another origin', { origin: 'https://evil.example' }],
  ['another name of this address', { host: 'evil.example' }],
])('%s gets no stream', async (_name, headers) => {
  await using hub = await startGateway('in process');
  const stream = await open(hub, { query: moved }, headers);
  expect(stream.response.statusCode).toBe(403);
  expect(hub.gateway.open).toMatchObject({ subscriptions: 0, eventStreams: 0 });
});

test('more streams than a hub takes are 503, and one that leaves makes room', async () => {
  await using hub = await startGateway('in process', { limits: { eventStreams: 2 } });
  const streams = [await open(hub, { query: moved }), await open(hub, { query: moved })];
  expect((await open(hub, { query: moved })).response.statusCode).toBe(503);
  streams[0]?.stop();
  await until(() => hub.gateway.open.eventStreams === 1);
  const next = await open(hub, { query: moved });
  expect(next.response.statusCode).toBe(200);
  for (const stream of [...streams, next]) stream.stop();
});

test('a hub that stops breaks streams off without complete, so that who listens comes back', async () => {
  const hub = await startGateway('in process');
  const stream = await open(hub, { query: moved });
  await until(() => stream.text().includes(': connected'));
  await hub[Symbol.asyncDispose]();
  await until(() => stream.isEnded());
  expect(stream.text()).not.toContain('complete');
});

test('a stream whose client does not read waits in the log, does not hold the others, and gets everything later', async () => {
  await using hub = await startGateway('in process', { limits: { queuedEntries: 20 } });
  const name = 'x'.repeat(20_000);
  const count = 1_000;
  const slow = await open(hub, { query: 'subscription { shipMoved { cursor ship { id } } }' });
  const other = collect(hub.client(), 'subscription { shipMoved { cursor ship { id } } }');
  await until(() => hub.gateway.open.subscriptions === 2 && hub.feed.open === 1);
  slow.response.pause();
  for (let index = 0; index < count; index += 1) hub.feed.append([`${name}${index}`]);
  await until(() => other.results.length === count);
  expect(hub.gateway.open.overflows).toBeGreaterThan(0);
  slow.response.resume();
  await until(() => slow.ids().length === count);
  expect(slow.ids()).toEqual(hub.feed.entries.map(({ cursor }) => cursor));
  expect(slow.text()).toContain('"delayed":true');
  slow.stop();
});
