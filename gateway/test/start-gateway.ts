import type { AddressInfo } from 'node:net';
import { createClient, type Client, type ExecutionResult } from 'graphql-ws';
import { WebSocket } from 'ws';
import { createHttpServer, createLogger, registerSubgraph } from '@hotpass/server';
import { HttpFeed } from '../src/clients/http-feed.ts';
import { HttpSource } from '../src/clients/http-source.ts';
import { SharedFeed } from '../src/clients/shared-feed.ts';
import { LocalSource } from '../src/clients/local-source.ts';
import { createGateway, type Gateway, type GatewayOptions } from '../src/gateway.ts';
import { FakeFeed } from './fake-feed.ts';
import { harbourSupergraph, portsSubgraph, shipsSubgraph, type TestSubgraph } from './harbour.ts';

export const silent = createLogger('test', 'silent');

export type Topology = 'in process' | 'over HTTP';

/** A gateway that listens on a port of its own. */
export interface Listening extends AsyncDisposable {
  readonly url: string;
  post(query: string, variables?: object, headers?: Record<string, string>): Promise<{ status: number; body: ExecutionResult }>;
  client(): Client;
}

/** A gateway over the two test subgraphs. */
export interface TestGateway extends Listening {
  readonly gateway: Gateway;
  readonly feed: FakeFeed;
  readonly ships: TestSubgraph;
  readonly ports: TestSubgraph;
}

/** A subgraph and its feed as a process of its own would serve them. */
export async function listen(subgraph: TestSubgraph, feed: FakeFeed, port = 0): Promise<{ url: string; port: number } & AsyncDisposable> {
  const app = createHttpServer(silent);
  registerSubgraph(app, subgraph as never, feed);
  await app.listen({ port, host: '127.0.0.1' });
  const { port: bound } = app.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${bound}`, port: bound, [Symbol.asyncDispose]: () => app.close() };
}

export async function listenGateway(gateway: Gateway): Promise<Listening> {
  const app = createHttpServer(silent);
  gateway.register(app);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const clients: Client[] = [];
  return {
    url,
    async post(query, variables, headers = {}) {
      const body = JSON.stringify({ query, variables });
      const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
      return { status: response.status, body: (await response.json()) as ExecutionResult };
    },
    client() {
      const client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 });
      clients.push(client);
      return client;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(clients.map((client) => client.dispose()));
      await app.close();
    },
  };
}

export async function startGateway(topology: Topology, options: Partial<GatewayOptions> = {}): Promise<TestGateway> {
  await using stack = new AsyncDisposableStack();
  const [ships, ports, feed] = [shipsSubgraph(), portsSubgraph(), new FakeFeed()];
  const parts = topology === 'in process' ? localParts(ships, ports, feed) : await httpParts(stack, ships, ports, feed);
  const gateway = stack.use(await createGateway({ supergraphSdl: harbourSupergraph(), logger: silent, ...parts, ...options }));
  const listening = stack.use(await listenGateway(gateway));
  const kept = stack.move();
  return { ...listening, gateway, feed, ships, ports, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

function localParts(ships: TestSubgraph, ports: TestSubgraph, feed: FakeFeed): Pick<GatewayOptions, 'subgraphs' | 'feeds'> {
  return { subgraphs: { ships: new LocalSource(ships), ports: new LocalSource(ports) }, feeds: { ships: feed } };
}

async function httpParts(
  stack: AsyncDisposableStack,
  ships: TestSubgraph,
  ports: TestSubgraph,
  feed: FakeFeed,
): Promise<Pick<GatewayOptions, 'subgraphs' | 'feeds'>> {
  const [shipsProcess, portsProcess] = [stack.use(await listen(ships, feed)), stack.use(await listen(ports, feed))];
  const subgraphs = {
    ships: stack.use(new HttpSource({ name: 'ships', url: shipsProcess.url })),
    ports: stack.use(new HttpSource({ name: 'ports', url: portsProcess.url })),
  };
  const shipsFeed = stack.use(new HttpFeed({ url: shipsProcess.url, logger: silent, retryMs: 100 }));
  return { subgraphs, feeds: { ships: new SharedFeed(shipsFeed, silent) } };
}
