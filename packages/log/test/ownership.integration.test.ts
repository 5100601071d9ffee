import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Log, Projector } from '@hotpass/log';
import { createTestDatabase, type TestDatabase, until } from '@hotpass/testkit';
import { takeOver } from '../src/consumer-ownership.ts';
import { DataError } from '../src/data-error.ts';
import { EntryReader } from '../src/entry-reader.ts';
import { FaultWindow } from '../src/fault-window.ts';
import { OwnedConsumer } from '../src/owned-consumer.ts';
import { inTransaction } from '../src/transaction.ts';
import { anEvent, aProjector, createSeen, endSessions, events, gate, openTestLog, record, seen, someone } from './log-under-test.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
  await createSeen(database);
});

afterEach(async () => {
  await database[Symbol.asyncDispose]();
});

function stateIn(log: Log): string | undefined {
  return log.status()[0]?.state;
}

test('of two processes one is active, the other stands by, sees its progress and takes over when it is gone', async () => {
  await using first = await openTestLog(database, { applicationName: 'first' });
  await first.start(aProjector());
  await until(() => stateIn(first) === 'running');
  await using second = await openTestLog(database, { applicationName: 'second' });
  await second.start(aProjector());
  await until(() => stateIn(second) === 'standby');
  await second.appendEvents(someone, events(20));
  await second.settle();
  expect((await seen(database)).length).toBe(20);
  expect(second.problems()).toEqual([]);
  await first.close();
  await second.appendEvents(someone, events(20, 21));
  await second.settle();
  expect(stateIn(second)).toBe('running');
  expect((await seen(database)).length).toBe(40);
});

test('one of a newer version is not ready while a process of the old version has the tables', async () => {
  await using old = await openTestLog(database, { applicationName: 'old' });
  await old.start(aProjector());
  await until(() => stateIn(old) === 'running');
  await using newer = await openTestLog(database, { applicationName: 'newer' });
  await newer.start(aProjector({ version: 2 }));
  for (let polls = 0; polls < 5; polls += 1) {
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(newer.problems()).toEqual(['test.seen is starting.']);
  }
  await old.close();
  await until(() => stateIn(newer) === 'running');
  expect(newer.problems()).toEqual([]);
});

test('who lost its lock finishes nothing that its successor has not seen', async () => {
  const reached = gate();
  const go = gate();
  await using first = await openTestLog(database, { applicationName: 'first' });
  const slow: Projector = aProjector({
    async project(tx, entries) {
      await record(tx, entries);
      reached.open();
      await go.opened;
      await tx.query({ text: 'select 1' });
    },
  });
  await first.start(slow);
  await first.appendEvents(someone, events(5));
  await reached.opened;
  await using second = await openTestLog(database, { applicationName: 'second' });
  await second.start(aProjector());
  // The first process hangs in its transaction: the server ends its sessions, as its timeouts would.
  await endSessions(database, 'first%');
  await second.settle();
  expect((await seen(database)).length).toBe(5);
  go.open();
  await first.appendEvents(someone, events(5, 6));
  await second.settle();
  expect(await seen(database)).toEqual(Array.from({ length: 10 }, (_, i) => `{"n":${i + 1}}`));
});

test('a paused owner that wakes writes nothing: its token is old', async () => {
  await using log = await openTestLog(database);
  await log.appendEvents(someone, events(3));
  await log.settle();
  const consumer = aProjector();
  const { pool } = database;
  const own = async (): Promise<OwnedConsumer> => {
    const { row } = await inTransaction(pool, 'write', (query) => takeOver(query, consumer));
    return new OwnedConsumer(row, { pool, consumer, faults: new FaultWindow(0), onMoved: () => undefined });
  };
  const reader = new EntryReader(pool);
  const entries = await reader.after({ position: 0, receivedAtMicros: 0n }, 10);
  await reader.loadBodies(entries);
  const [one, two, three] = entries;
  if (!one || !two || !three) throw new Error('Three entries were stored.');
  const paused = await own();
  await paused.take([one], one);
  const active = await own();
  await expect(paused.take([two, three], three)).rejects.toMatchObject({ name: 'FencedError' });
  expect(await seen(database)).toEqual(['{"n":1}']);
  await active.take([two, three], three);
  expect((await seen(database)).length).toBe(3);
});

test('an entry that only memory has is not projected: after a failover it may be gone', async () => {
  await using log = await openTestLog(database);
  await log.appendEvents(someone, events(2));
  await log.settle();
  const { pool } = database;
  const reader = new EntryReader(pool);
  const entries = await reader.after({ position: 0, receivedAtMicros: 0n }, 10);
  await reader.loadBodies(entries);
  const last = entries[1];
  if (!last) throw new Error('Two entries were stored.');
  await pool.query('delete from log.entry where position = 2');
  const { row } = await inTransaction(pool, 'write', (query) => takeOver(query, aProjector()));
  const owned = new OwnedConsumer(row, { pool, consumer: aProjector(), faults: new FaultWindow(0), onMoved: () => undefined });
  await expect(owned.take(entries, last)).rejects.toMatchObject({ name: 'FencedError' });
  expect(await seen(database)).toEqual([]);
});

test('an entry that cannot be set aside for a while counts as one fault', async () => {
  await using log = await openTestLog(database);
  await log.appendEvents(someone, events(1));
  await log.settle();
  const { pool } = database;
  const reader = new EntryReader(pool);
  const [poison] = await reader.after({ position: 0, receivedAtMicros: 0n }, 1);
  if (!poison) throw new Error('An entry was stored.');
  await reader.loadBodies([poison]);
  const consumer = aProjector({
    project: async () => {
      throw new DataError('It is poison.');
    },
  });
  const { row } = await inTransaction(pool, 'write', (query) => takeOver(query, consumer));
  const faults = new FaultWindow(9);
  const owned = new OwnedConsumer(row, { pool, consumer, faults, onMoved: () => undefined });
  await pool.query('alter table log.quarantine rename to away');
  for (let i = 0; i < 3; i += 1) await expect(owned.take([poison], poison)).rejects.toMatchObject({ code: '42P01' });
  expect(faults.full).toBe(false);
  await pool.query('alter table log.away rename to quarantine');
  await owned.take([poison], poison);
  expect(faults.full).toBe(true);
  expect(await log.quarantine(consumer.name)).toMatchObject([{ reason: 'It is poison.' }]);
});

test('an outage stops nothing for good, quarantines nothing and repeats nothing', async () => {
  await using log = await openTestLog(database);
  await log.start(aProjector());
  for (let i = 0; i < 6; i += 1) {
    await log.appendEvents(someone, events(20, i * 20));
    await endSessions(database, 'hotpass%');
  }
  await log.settle(20_000);
  expect((await seen(database)).length).toBe(120);
  expect(await log.quarantine('test.seen')).toEqual([]);
  await until(() => log.problems().length === 0);
});

test('while the database refuses, the consumer says so and goes on by itself', async () => {
  await using log = await openTestLog(database);
  await log.start(aProjector());
  await log.settle();
  const fail = `create function public.fail() returns trigger language plpgsql as $$ begin raise exception 'x' using errcode = '53200'; end $$`;
  await database.pool.query(fail);
  await database.pool.query('create trigger fail before insert on public.seen for each row execute function public.fail()');
  await log.appendEvents(someone, [anEvent({ n: 1 })]);
  await until(() => stateIn(log) === 'stopped');
  expect(log.problems()).toEqual(['test.seen has stopped. The database does not answer; it goes on by itself when it does.']);
  await database.pool.query('drop trigger fail on public.seen');
  await log.settle();
  expect(log.problems()).toEqual([]);
  expect(await log.quarantine('test.seen')).toEqual([]);
});
