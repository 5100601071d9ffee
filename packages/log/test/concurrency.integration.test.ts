import { expect, test } from '@jest/globals';
import type { Log } from '@hotpass/log';
import { createTestDatabase } from '@hotpass/testkit';
import pg from 'pg';
import { openTestLog, someone } from './log-under-test.ts';

const writers = 8;
const transactionsEach = 60;
const rolledBack = new Error('rolled back');

/** Takes a transaction id early, dawdles, locks one of five aggregates, and gives up one time in ten. */
async function write(log: Log, writer: number, committed: string[]): Promise<void> {
  for (let i = 0; i < transactionsEach; i += 1) {
    const name = `${writer}/${i}`;
    const aggregate = `agg_${(writer * 7 + i) % 5}`;
    try {
      await log.database.transact(someone, i % 2 ? { aggregate } : {}, async (tx) => {
        await tx.query({ text: 'select pg_current_xact_id(), pg_sleep(random() * 0.004)' });
        tx.log.append({ type: 'test.fact', keys: [name], data: { name } });
        if (i % 10 === 3) throw rolledBack;
      });
      committed.push(name);
    } catch (error) {
      if (error !== rolledBack) throw error;
    }
  }
}

test('of many writers, rollbacks and a write held open elsewhere a reader sees every commit once, versions ascending', async () => {
  await using database = await createTestDatabase();
  await using elsewhere = await createTestDatabase();
  const open = new pg.Client(elsewhere.url);
  await open.connect();
  await open.query('begin');
  await open.query('select pg_current_xact_id()');

  await using first = await openTestLog(database);
  await using second = await openTestLog(database);
  await using third = await openTestLog(database);
  const logs = [first, second, third];
  const subscription = third.feed.subscribe('AAAAAAAAAAAAAAAA');
  const read: {
    readonly position: number;
    readonly key: string;
    readonly aggregate: { readonly id: string; readonly version: number } | null;
  }[] = [];
  const reading = (async () => {
    for await (const batch of subscription) {
      for (const { position, keys, aggregate } of batch) read.push({ position, key: keys[0] ?? '', aggregate });
    }
  })();

  const committed: string[] = [];
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(logs[writer % logs.length] ?? first, writer, committed)));
  await Promise.all(logs.map((log) => log.settle()));
  const head = await third.feed.head();
  while (read.length < committed.length) await new Promise((resolve) => setTimeout(resolve, 5));
  subscription.close();
  await reading;
  await open.end();

  expect(read.map((entry) => entry.key).toSorted()).toEqual(committed.toSorted());
  expect(read.map((entry) => entry.position)).toEqual(Array.from({ length: committed.length }, (_, i) => i + 1));
  expect(await third.feed.head()).toBe(head);
  const versions = new Map<string, number>();
  for (const { aggregate } of read) {
    if (!aggregate) continue;
    expect(aggregate.version).toBe((versions.get(aggregate.id) ?? 0) + 1);
    versions.set(aggregate.id, aggregate.version);
  }
  expect(versions.size).toBe(5);
});
