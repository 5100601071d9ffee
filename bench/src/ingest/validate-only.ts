import type { AddressInfo } from 'node:net';
import { createLineageSubgraph } from '@hotpass/lineage';
import type { Log } from '@hotpass/log';
import { createHttpServer, createLogger } from '@hotpass/server';

/** The limit of ingest: the same HTTP server, parsing and validation, and a log that forgets at once. Prints its port. */
const forgetful: Pick<Log, 'appendEvents' | 'start'> = {
  appendEvents: async (_principal, events) => events.map(() => ({ id: 'ent_00000000000000000000000000000000', repeated: false })),
  start: async () => undefined,
};

const logger = createLogger('bench', 'silent');
const subgraph = await createLineageSubgraph({ log: forgetful as Log, logger });
const app = createHttpServer(logger);
subgraph.routes?.(app);
await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`port ${(app.server.address() as AddressInfo).port}\n`);
process.stdin.resume().on('end', () => process.exit(0));
