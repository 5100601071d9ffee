import { expect, test } from '@jest/globals';
import { until } from '@hotpass/testkit';
import { WebSocket } from 'ws';
import { createGateway } from '../src/gateway.ts';
import { HttpFeed } from '../src/clients/http-feed.ts';
import { HttpSource } from '../src/clients/http-source.ts';
import { collect } from './collect.ts';
import { FakeFeed } from './fake-feed.ts';
import { harbourSupergraph, portsSubgraph, shipsSubgraph } from './harbour.ts';
import { listen, listenGateway, silent, startGateway, type Topology } from './start-gateway.ts';

const moved = 'subscription ($after: String) { shipMoved(after: $after) { cursor ship { name port { name } } } }';
const topologies: readonly Topology[] = ['in process', 'over HTTP'];

const alone = 'subscription ($after: String) { shipMoved(after: $after) { cursor mood } }';

test.each(topologies)('%s: unsubscribing from a quiet stream frees everything at once', async (topology) => {
  await using hub = await startGateway(topology);
  const client = hub.client();
  const subscription = collect(client, alone);
  const staying = collect(client, alone);
  await until(() => hub.ships.watches.length === 2 && hub.feed.open === (topology === 'in process' ? 2 : 1));
  expect(hub.gateway.open).toEqual({ subscriptions: 2, sharedStreams: 0, sockets: 1, eventStreams: 0, overflows: 0 });
  subscription.stop();
  await until(() => hub.gateway.open.subscriptions === 1 && hub.feed.open === 1);
  expect(hub.gateway.open).toEqual({ subscriptions: 1, sharedStreams: 0, sockets: 1, eventStreams: 0, overflows: 0 });
  hub.feed.append(['s1']);
  await until(() => staying.results.length === 1);
  expect(subscription.results).toEqual([]);
});

test.each(topologies)('%s: the last who leaves a quiet shared stream frees it at once, and the first does not end it', async (topology) => {
  await using hub = await startGateway(topology);
  const first = collect(hub.client(), moved);
  await until(() => hub.feed.open === 1);
  const last = collect(hub.client(), moved);
  await until(() => hub.gateway.open.subscriptions === 2);
  expect(hub.gateway.open).toMatchObject({ sharedStreams: 1 });
  first.stop();
  await until(() => hub.gateway.open.subscriptions === 1);
  expect(hub.feed.open).toBe(1);
  hub.feed.append(['s1']);
  await until(() => last.results.length === 1);
  last.stop();
  await until(() => hub.feed.open === 0);
  expect(hub.gateway.open).toMatchObject({ subscriptions: 0, sharedStreams: 0 });
});

test.each(topologies)('%s: a socket that breaks frees everything at once', async (topology) => {
  await using hub = await startGateway(topology);
  const client = hub.client();
  collect(client, moved);
  await until(() => hub.feed.open === 1);
  client.terminate();
  await until(() => hub.feed.open === 0);
  expect(hub.gateway.open).toEqual({ subscriptions: 0, sharedStreams: 0, sockets: 0, eventStreams: 0, overflows: 0 });
});

test.each(topologies)('%s: a stream that waits for a late owner is freed at once too', async (topology) => {
  await using hub = await startGateway(topology);
  hub.ships.at = 0;
  hub.ships.patienceMs = 10_000;
  const subscription = collect(hub.client(), moved, { after: 'c0' });
  hub.feed.append(['s1']);
  await until(() => hub.ships.requests.length === 1);
  subscription.stop();
  await until(() => hub.feed.open === 0 && hub.gateway.open.subscriptions === 0);
  hub.ships.at = 1;
});

test('ten thousand subscriptions that come and go leave nothing behind', async () => {
  await using hub = await startGateway('in process');
  const client = hub.client();
  const keep = collect(client, moved);
  await until(() => hub.feed.open === 1);
  for (let round = 0; round < 1_000; round += 1) {
    const some = Array.from({ length: 10 }, () => collect(client, moved));
    if (round % 2 === 0) await until(() => hub.gateway.open.subscriptions === 11);
    for (const { stop } of some) stop();
    await until(() => hub.gateway.open.subscriptions === 1);
  }
  expect(hub.feed.open).toBe(1);
  hub.feed.append(['s1']);
  await until(() => keep.results.length === 1);
});

test('a client that does not read makes the gateway wait, and gets everything later', async () => {
  await using hub = await startGateway('in process');
  const name = 'x'.repeat(20_000);
  const count = 2_000;
  for (let index = 0; index < count; index += 1) hub.feed.append([`${name}${index}`]);
  const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const received: string[] = [];
  socket.on('message', (data) => void received.push(String(data)));
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send('{"type":"connection_init"}');
  await until(() => received.length === 1);
  socket.send(
    JSON.stringify({ id: '1', type: 'subscribe', payload: { query: 'subscription { shipMoved(after: "c0") { cursor ship { id } } }' } }),
  );
  socket.pause();
  await standsStill(() => hub.ships.requests.length);
  expect(hub.ships.requests.length).toBeLessThan(count);
  const other = collect(hub.client(), moved, { after: `c${count - 1}` });
  await until(() => other.results.length === 1);
  socket.resume();
  await until(() => received.length === count + 1);
  const cursors = received
    .slice(1)
    .map((text) => (JSON.parse(text) as { payload: { extensions: { cursor: string } } }).payload.extensions.cursor);
  expect(cursors).toEqual(hub.feed.entries.map(({ cursor }) => cursor));
  socket.terminate();
});

/** Resolves when the number has not changed for a while. */
async function standsStill(number: () => number): Promise<void> {
  for (let before = -1; before !== number();) {
    before = number();
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

test('a killed and restarted owner, and another subgraph that is down, lose no event', async () => {
  const [ships, ports, feed] = [shipsSubgraph(), portsSubgraph(), new FakeFeed()];
  const shipsProcess = await listen(ships, feed);
  const portsProcess = await listen(ports, feed);
  await using shipsSource = new HttpSource({ name: 'ships', url: shipsProcess.url });
  await using portsSource = new HttpSource({ name: 'ports', url: portsProcess.url });
  await using shipsFeed = new HttpFeed({ url: shipsProcess.url, logger: silent, retryMs: 50 });
  await using gateway = await createGateway({
    supergraphSdl: harbourSupergraph(),
    subgraphs: { ships: shipsSource, ports: portsSource },
    feeds: { ships: shipsFeed },
    logger: silent,
  });
  await using hub = await listenGateway(gateway);
  const subscription = collect(hub.client(), moved, { after: 'c0' });
  feed.append(['s1']);
  await until(() => subscription.results.length === 1);
  await portsProcess[Symbol.asyncDispose]();
  feed.append(['s2']);
  await until(() => subscription.results.length === 2);
  expect(subscription.results[1]).toMatchObject({
    data: { shipMoved: { cursor: 'c2', ship: { name: 'ship s2', port: null } } },
    errors: [{ path: ['shipMoved', 'ship'], extensions: { code: 'UNAVAILABLE', serviceName: 'ports' } }],
  });
  await shipsProcess[Symbol.asyncDispose]();
  feed.append(['s3']);
  feed.append(['s4']);
  await using _portsAgain = await listen(ports, feed, portsProcess.port);
  await using _shipsAgain = await listen(ships, feed, shipsProcess.port);
  await until(() => subscription.results.length === 4);
  expect(subscription.cursors()).toEqual(['c1', 'c2', 'c3', 'c4']);
  expect(subscription.results[3]?.errors).toBeUndefined();
});
