import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { AckPolicy, jetstream, jetstreamManager, StorageType } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { temporaryDirectory } from '@hotpass/testkit';
import { cpuMs } from '../harness/cpu.ts';
import type { Bus } from './bus.ts';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

async function connected(port: number): Promise<NatsConnection> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await connect({ servers: `127.0.0.1:${port}` });
    } catch (error) {
      if (attempt === 50) throw error;
      await delay(100);
    }
  }
}

/**
 * JetStream of the `nats-server` on PATH, one stream in files, its defaults otherwise: it acknowledges before fsync.
 * Null when there is no such program.
 */
export async function startNatsBus(): Promise<Bus | null> {
  const directory = await temporaryDirectory();
  const port = await freePort();
  const server = spawn('nats-server', ['-js', '-sd', directory.path, '-a', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const started = await Promise.race([once(server, 'spawn').then(() => true), once(server, 'error').then(() => false)]);
  if (!started) return null;
  const connection = await connected(port);
  const manager = await jetstreamManager(connection);
  await manager.streams.add({ name: 'bench', subjects: ['bench'], storage: StorageType.File });
  const stream = jetstream(connection);
  return {
    name: 'nats',
    publish: async (event) => void (await stream.publish('bench', event)),
    async subscribe(onEvent) {
      await manager.consumers.add('bench', { durable_name: 'bench', ack_policy: AckPolicy.Explicit });
      const consumer = await stream.consumers.get('bench', 'bench');
      await consumer.consume({
        callback: (message) => {
          onEvent(Buffer.from(message.data).readUInt32BE(0));
          message.ack();
        },
      });
    },
    serverCpuMs: () => cpuMs(server.pid ?? 0),
    async [Symbol.asyncDispose]() {
      await connection.close();
      server.kill('SIGTERM');
      await once(server, 'exit');
      await directory[Symbol.asyncDispose]();
    },
  };
}
