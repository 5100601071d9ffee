import { openLineageEntryTypes } from '@hotpass/events';
import { localPrincipal } from '@hotpass/kernel';
import { openLog, type Entry } from '@hotpass/log';
import { Child } from '@hotpass/testkit';
import { cpuMs } from '../harness/cpu.ts';
import type { Bus } from './bus.ts';

const maxBatch = 256;

/** The log on the embedded PostgreSQL with its durable settings, fed by micro-batches as ingest feeds it. */
export async function startLogBus(): Promise<Bus> {
  const server = new Child({ program: 'hub/dist/postgres/main.js' });
  const [line] = await server.says(/^\{.*\}$/m);
  const { url, pid }: { url: string; pid: number } = JSON.parse(line);
  const migration = new Child({ program: 'hub/dist/migrate/main.js', settings: { DATABASE_URL: url } });
  await migration.exited;
  const log = await openLog({ connectionString: url, applicationName: 'hotpass bench' });
  const queue: { event: Uint8Array; done: () => void; failed: (error: unknown) => void }[] = [];
  let isSending = false;

  async function send(): Promise<void> {
    isSending = true;
    while (queue.length > 0) {
      const batch = queue.splice(0, maxBatch);
      try {
        const keys = ['job_00000000000000000000000000000000'];
        const entries = batch.map(({ event }) => ({ type: openLineageEntryTypes.run, keys, body: event, eventTime: new Date() }));
        await log.appendEvents(localPrincipal, entries);
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    isSending = false;
  }

  return {
    name: 'log',
    publish: (event) =>
      new Promise((done, failed) => {
        queue.push({ event, done, failed });
        if (!isSending) void send();
      }),
    async subscribe(onEvent) {
      const deliver = async (_tx: unknown, entries: readonly Entry[]): Promise<void> => {
        for (const { body } of entries) onEvent(Buffer.from(body).readUInt32BE(0));
      };
      await log.start({ kind: 'reactor', name: `bench.${process.pid}`, types: [openLineageEntryTypes.run], react: deliver });
    },
    serverCpuMs: () => cpuMs(pid),
    async [Symbol.asyncDispose]() {
      await log.close();
      await server[Symbol.asyncDispose]();
    },
  };
}
