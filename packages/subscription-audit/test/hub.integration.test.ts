import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocket, WebSocketServer } from 'ws';
import { startTestCluster, startTestHub } from '@hotpass/testkit';
import { hotpassTarget, runAudits, subscriptionAudits } from '../src/index.ts';

interface Running extends AsyncDisposable {
  readonly url: string;
}

const audits = subscriptionAudits({ burst: 200 });

describe.each<[string, () => Promise<Running>]>([
  ['one process', () => startTestHub()],
  ['three processes', () => startTestCluster()],
])('a hub in %s', (_name, start) => {
  let hub: Running;
  beforeAll(async () => {
    hub = await start();
  });
  afterAll(async () => hub[Symbol.asyncDispose]());

  test.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s %s', async (_id, _audit, audit) => {
    const [result] = await runAudits([audit], hotpassTarget(hub.url));
    expect(result?.problem).toBeNull();
  });
});

/** Stands before a hub and changes what its sockets say. */
async function distorted(hub: Running, change: (text: string, send: (text: string) => void) => void): Promise<Running> {
  const server: Server = createServer((_request, response) => void response.writeHead(404).end());
  const sockets = new WebSocketServer({ server, handleProtocols: () => 'graphql-transport-ws' });
  sockets.on('connection', (socket) => {
    const behind = new WebSocket(`${hub.url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
    const opened = new Promise((resolve) => behind.once('open', resolve));
    socket.on('message', (data) => void opened.then(() => behind.send(String(data))));
    behind.on('message', (data) => change(String(data), (text) => socket.send(text)));
    socket.on('close', () => behind.terminate());
    behind.on('close', () => socket.terminate());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('negative controls: what is wrong is found', () => {
  let hub: Running;
  beforeAll(async () => {
    hub = await startTestHub();
  });
  afterAll(async () => hub[Symbol.asyncDispose]());

  const counted = (nth: number, wrong: (text: string, send: (text: string) => void) => void) => {
    let count = 0;
    return (text: string, send: (text: string) => void): void =>
      text.includes('"next"') && (count += 1) % nth === 0 ? wrong(text, send) : send(text);
  };

  test.each<[string, string, (text: string, send: (text: string) => void) => void]>([
    ['a lost event', 'WS-D1', counted(7, () => undefined)],
    ['an event that comes twice', 'WS-D1', counted(7, (text, send) => (send(text), send(text)))],
    ['RESYNC that is not told', 'WS-E3', (text, send) => send(text.replace('RESYNC', 'INTERNAL_SERVER_ERROR'))],
    ['a ping that is not answered', 'WS-P5', (text, send) => (text.includes('pong') ? undefined : send(text))],
  ])('%s', async (_name, id, change) => {
    await using before = await distorted(hub, change);
    const target = { ...hotpassTarget(hub.url), url: `${before.url}/graphql` };
    const [result] = await runAudits(
      audits.filter((audit) => audit.id === id),
      target,
    );
    expect(result?.problem).toEqual(expect.any(String));
  });
});
