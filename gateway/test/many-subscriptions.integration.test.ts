import { expect, test } from '@jest/globals';
import { until } from '@hotpass/testkit';
import { WebSocket } from 'ws';
import { collect } from './collect.ts';
import { startGateway } from './start-gateway.ts';

interface Message {
  readonly id?: string;
  readonly type: string;
  readonly payload?: readonly { readonly extensions: { readonly code: string } }[];
}

test('of 2,000 subscriptions on one socket 20 are served and each other one is told why, and nobody else waits', async () => {
  await using hub = await startGateway('in process');
  const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const messages: Message[] = [];
  socket.on('message', (data) => void messages.push(JSON.parse(String(data)) as Message));
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send('{"type":"connection_init"}');
  await until(() => messages.length === 1);
  const started = performance.now();
  const query = 'subscription { shipMoved { cursor } }';
  for (let id = 0; id < 2_000; id += 1) socket.send(JSON.stringify({ id: String(id), type: 'subscribe', payload: { query } }));
  const other = collect(hub.client(), query);
  await until(() => messages.length === 1_981 && hub.gateway.open.subscriptions === 21);
  expect(performance.now() - started).toBeLessThan(5_000);
  const refusals = messages.filter(({ type }) => type === 'error');
  expect(new Set(refusals.map(({ payload }) => payload?.[0]?.extensions.code))).toEqual(new Set(['LIMIT_EXCEEDED']));
  expect(refusals).toHaveLength(1_980);
  hub.feed.append(['s1']);
  await until(() => other.results.length === 1 && messages.filter(({ type }) => type === 'next').length === 20);
  // All 21 are one stream.
  expect(hub.ships.requests.filter(({ event }) => event)).toHaveLength(1);
  socket.terminate();
  await until(() => hub.gateway.open.subscriptions === 1);
});
