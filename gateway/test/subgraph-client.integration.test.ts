import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { BadUserInputError, localPrincipal } from '@hotpass/kernel';
import type { SubgraphRequest } from '@hotpass/server';
import { HttpSource } from '../src/clients/http-source.ts';
import { LocalSource } from '../src/clients/local-source.ts';
import type { SubgraphClient } from '../src/clients/subgraph-client.ts';
import { FakeFeed } from './fake-feed.ts';
import { shipsSubgraph, type TestSubgraph } from './harbour.ts';
import { listen } from './start-gateway.ts';

interface Subject extends AsyncDisposable {
  readonly client: SubgraphClient;
  readonly subgraph: TestSubgraph;
}

async function aLocalSource(): Promise<Subject> {
  const subgraph = shipsSubgraph();
  return { client: new LocalSource(subgraph), subgraph, [Symbol.asyncDispose]: async () => undefined };
}

async function anHttpSource(): Promise<Subject> {
  await using stack = new AsyncDisposableStack();
  const subgraph = shipsSubgraph();
  const { url } = stack.use(await listen(subgraph, new FakeFeed()));
  const client = stack.use(new HttpSource({ name: 'ships', url, timeoutMs: 5_000 }));
  const kept = stack.move();
  return { client, subgraph, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

function ask(query: string, more: Partial<SubgraphRequest> = {}): SubgraphRequest {
  return { query, principal: localPrincipal, requestId: 'r1', ...more };
}

const event = { cursor: 'c1', position: 1, entryId: 'ent_1', type: 'openlineage.run_event', keys: ['s1', 'renew'] };

describe.each([
  ['LocalSource', aLocalSource],
  ['HttpSource', anHttpSource],
])('%s', (_name, open) => {
  test('answers data', async () => {
    await using subject = await open();
    const result = await subject.client.execute(ask('query ($id: ID!) { ship(id: $id) { name } }', { variables: { id: 's1' } }));
    expect(JSON.parse(JSON.stringify(result))).toEqual({ data: { ship: { name: 'ship s1' } } });
  });

  test('errors keep path, code and details, beside the data', async () => {
    await using subject = await open();
    const result = await subject.client.execute(ask('{ a: ship(id: "s1") { name } b: ship(id: "forbidden") { name } }'));
    const errors = [{ message: 'No such ship.', path: ['b'], extensions: { code: 'NOT_FOUND', shipId: 'forbidden', requestId: 'r1' } }];
    expect(JSON.parse(JSON.stringify(result))).toEqual({ data: { a: { name: 'ship s1' }, b: null }, errors });
  });

  test('carries principal, request id, position and event', async () => {
    await using subject = await open();
    const request = ask('subscription { shipMoved { cursor } }', { minPosition: '1', event });
    const result = await subject.client.execute(request);
    expect(JSON.parse(JSON.stringify(result))).toEqual({ data: { shipMoved: { cursor: 'c1' } }, extensions: { watch: ['s9'] } });
    expect(subject.subgraph.requests).toEqual([request]);
  });

  test('a position that is not reached is an error with code TIMEOUT and no data', async () => {
    await using subject = await open();
    subject.subgraph.at = 0;
    const result = await subject.client.execute(ask('{ position }', { minPosition: '5' }));
    expect(result.data).toBeUndefined();
    expect(result.errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['TIMEOUT']);
  });

  test('whoever gives up gets TIMEOUT with the name of the subgraph at once', async () => {
    await using subject = await open();
    subject.subgraph.at = 0;
    subject.subgraph.patienceMs = 2_000;
    const giveUp = new AbortController();
    const answer = subject.client.execute(ask('{ position }', { minPosition: '5' }), giveUp.signal);
    const started = performance.now();
    setTimeout(() => giveUp.abort(), 20);
    const { data, errors } = await answer;
    expect(performance.now() - started).toBeLessThan(1_000);
    expect({ data, extensions: errors?.[0]?.extensions }).toEqual({ data: undefined, extensions: { code: 'TIMEOUT', subgraph: 'ships' } });
    expect((await subject.client.execute(ask('{ position }'), AbortSignal.abort())).errors?.[0]?.extensions?.['code']).toBe('TIMEOUT');
  });

  test('answers a watch set, or why there is none', async () => {
    await using subject = await open();
    const watch = {
      query: 'subscription ($only: String) { shipMoved(only: $only) { cursor } }',
      principal: localPrincipal,
      requestId: 'r1',
    };
    expect(await subject.client.watch(watch)).toBe('all');
    subject.subgraph.watchSet = ['s1', 's2'];
    expect(await subject.client.watch({ ...watch, variables: { only: 's' } })).toEqual(['s1', 's2']);
    await expect(subject.client.watch({ ...watch, variables: { only: 'nonsense' } })).rejects.toBeInstanceOf(BadUserInputError);
  });
});

async function aServer(answer: (body: string) => string | null): Promise<{ url: string } & AsyncDisposable> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const text = answer(body);
    if (text !== null) response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const dispose = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, [Symbol.asyncDispose]: dispose };
}

const code = ({ errors }: Awaited<ReturnType<HttpSource['execute']>>): unknown => errors?.[0]?.extensions;

test('HttpSource: a subgraph that is not there is UNAVAILABLE', async () => {
  const closed = await aServer(() => '');
  await closed[Symbol.asyncDispose]();
  await using client = new HttpSource({ name: 'runs', url: closed.url });
  expect(code(await client.execute(ask('{ a }')))).toEqual({ code: 'UNAVAILABLE', subgraph: 'runs' });
  await expect(client.watch({ query: '', principal: localPrincipal, requestId: 'r' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

test.each(['<html>', '{"error":{"code":"INTERNAL_SERVER_ERROR"}}', '{"data":{}, "errors":[]}', '[]'])(
  'HttpSource: the answer %s is no execution result',
  async (text) => {
    await using server = await aServer(() => text);
    await using client = new HttpSource({ name: 'runs', url: server.url });
    const { data, errors } = await client.execute(ask('{ a }'));
    expect({ hasAnswer: data !== undefined && errors === undefined, code: errors?.[0]?.extensions?.['code'] }).toEqual({
      hasAnswer: false,
      code: 'UNAVAILABLE',
    });
  },
);

test('HttpSource: an answer that takes longer than allowed is TIMEOUT', async () => {
  await using server = await aServer(() => null);
  await using client = new HttpSource({ name: 'runs', url: server.url, timeoutMs: 50 });
  expect(code(await client.execute(ask('{ a }')))).toEqual({ code: 'TIMEOUT', subgraph: 'runs' });
});

test('HttpSource: identical reads under way are sent once; other callers, positions, mutations and events are not joined', async () => {
  const bodies: string[] = [];
  await using server = await aServer((body) => {
    bodies.push(body);
    return '{"data":{"a":{"list":[]}}}';
  });
  await using client = new HttpSource({ name: 'runs', url: server.url });
  const results = await Promise.all([client.execute(ask('{ a }')), client.execute(ask('{ a }', { requestId: 'r2' }))]);
  expect(bodies).toHaveLength(1);
  expect(results[0].data).not.toBe(results[1].data);
  const different = [
    ask('{ a }', { minPosition: '1' }),
    ask('{ a }', { principal: { id: 'other', kind: 'local', roles: [] } }),
    ask('{ a }', { variables: { x: 1 } }),
    ask('mutation { a }'),
    ask('mutation { a }'),
    ask('subscription { a }', { event }),
    ask('subscription { a }', { event }),
  ];
  await Promise.all(different.map((request) => client.execute(request)));
  expect(bodies).toHaveLength(1 + different.length);
  expect(client.readsInFlight).toBe(0);
});
