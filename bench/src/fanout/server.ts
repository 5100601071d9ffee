import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { createGateway, LocalSource } from '@hotpass/gateway';
import { createHttpServer, createLogger } from '@hotpass/server';
import { WebSocketServer } from 'ws';
import { fleetSubgraphs, fleetSupergraph } from '../world/fleet.ts';
import { MemoryFeed } from '../world/memory-feed.ts';
import { memorySubgraph } from '../world/memory-subgraph.ts';

/**
 * Serves subscriptions through the gateway on one port and, on another, the frame that it is told to every socket, one
 * `send` each: what a server without sharing cannot go below. Told by lines of stdin what to send.
 */
const logger = createLogger('bench', 'silent');
const feed = new MemoryFeed();
const gateway = await createGateway({
  supergraphSdl: fleetSupergraph(),
  subgraphs: Object.fromEntries(fleetSubgraphs.map((one) => [one.name, new LocalSource(memorySubgraph(one))])),
  feeds: { runs: feed },
  logger,
  limits: { sockets: 2_000, subscriptions: 4_000 },
});
const app = createHttpServer(logger);
gateway.register(app);
await app.listen({ host: '127.0.0.1', port: 0 });
const raw = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
await new Promise((resolve) => raw.once('listening', resolve));
process.stdout.write(`ports ${(app.server.address() as AddressInfo).port} ${(raw.address() as AddressInfo).port}\n`);

/** About four events a millisecond. */
async function paced(events: number, send: () => void): Promise<void> {
  for (let sent = 0; sent < events; sent += 4) {
    for (let now = sent; now < Math.min(sent + 4, events); now += 1) send();
    await delay(1);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const { how, events, frame }: { how: 'shared' | 'raw'; events: number; frame: string } = JSON.parse(line);
  await paced(events, () => {
    if (how === 'shared') feed.append();
    else for (const socket of raw.clients) socket.send(frame);
  });
}
process.exit(0);
