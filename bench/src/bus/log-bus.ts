import { openLineageEntryTypes } from '@hotpass/events';
import { localPrincipal } from '@hotpass/kernel';
import { openLog, type Entry } from '@hotpass/log';
import { startMigratedPostgres } from '../harness/migrated-postgres.ts';
import type { Bus } from './bus.ts';

const maxBatch = 256;

/** The log on the embedded PostgreSQL with its durable settings, fed by micro-batches as ingest feeds it. */
export async function startLogBus(): Promise<Bus> {
  const postgres = await startMigratedPostgres();
  const log = await openLog({ connectionString: postgres.url, applicationName: 'hotpass bench' });
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
    serverCpuMs: postgres.cpuMs,
    async [Symbol.asyncDispose]() {
      await log.close();
      await postgres[Symbol.asyncDispose]();
    },
  };
}
