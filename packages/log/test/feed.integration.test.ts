import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { FeedEntry, FeedSubscription, Log } from '@hotpass/log';
import { createTestDatabase, type TestDatabase } from '@hotpass/testkit';
import { endSessions, events, openTestLog, someone } from './log-under-test.ts';

const start = 'AAAAAAAAAAAAAAAA';
let database: TestDatabase;
let log: Log;

beforeEach(async () => {
  database = await createTestDatabase();
  log = await openTestLog(database);
});

afterEach(async () => {
  await log.close();
  await database[Symbol.asyncDispose]();
});

async function take(subscription: FeedSubscription, count: number): Promise<FeedEntry[]> {
  const taken: FeedEntry[] = [];
  const iterator = subscription[Symbol.asyncIterator]();
  while (taken.length < count) {
    const { value, done } = await iterator.next();
    if (done) break;
    taken.push(...value);
  }
  return taken;
}

test('a subscriber gets what was there and what comes, and each cursor goes on behind its entry', async () => {
  expect(await log.feed.head()).toBe(start);
  await log.appendEvents(someone, events(3));
  await log.settle();
  const subscription = log.feed.subscribe(start);
  const early = await take(subscription, 3);
  await log.appendEvents(someone, events(3, 4));
  const late = await take(subscription, 3);
  subscription.close();
  const all = [...early, ...late];
  expect(all.map((entry) => entry.position)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(await log.feed.head()).toBe(all[5]?.cursor);
  for (const entry of all.slice(0, 5)) {
    for (const after of [entry.cursor, entry.id]) {
      const resumed = log.feed.subscribe(after);
      expect((await take(resumed, 1))[0]?.position).toBe(entry.position + 1);
      resumed.close();
    }
  }
});

test('an id can be followed at once, before its entry has a position', async () => {
  const [answer] = await log.appendEvents(someone, events(1));
  const subscription = log.feed.subscribe(answer && 'id' in answer ? answer.id : '');
  await log.appendEvents(someone, events(1, 2));
  expect((await take(subscription, 1))[0]?.position).toBe(2);
  subscription.close();
});

test('what is no cursor is the caller’s mistake; a cursor of another log, of nothing, or of no entry wants a resync', async () => {
  await log.appendEvents(someone, events(2));
  await log.settle();
  const refusal = async (after: string): Promise<unknown> => log.feed.subscribe(after)[Symbol.asyncIterator]().next();
  await expect(refusal('yesterday')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  const cursor = await log.feed.head();
  const bytes = Buffer.from(cursor, 'base64url');
  const withByte = (index: number, value: number): string => {
    const changed = Buffer.from(bytes);
    changed[index] = value;
    return changed.toString('base64url');
  };
  await expect(refusal(withByte(9, (bytes[9] ?? 0) ^ 1))).rejects.toMatchObject({ code: 'RESYNC', details: { cursor } });
  await expect(refusal(withByte(7, 9))).rejects.toMatchObject({ code: 'RESYNC', details: { cursor } });
  await expect(refusal('AAAAAAAAAAAAAAAB')).rejects.toMatchObject({ code: 'RESYNC', details: { cursor } });
  await expect(refusal(`ent_${'0'.repeat(31)}1`)).rejects.toMatchObject({ code: 'RESYNC', details: { cursor } });
});

test('unsubscribing a quiet stream ends it at once and frees everything', async () => {
  const many = Array.from({ length: 50 }, () => log.feed.subscribe(start));
  const pending = many.map((subscription) => subscription[Symbol.asyncIterator]().next());
  const unread = log.feed.subscribe(start);
  await log.settle();
  expect(log.subscribers()).toBe(50);
  for (const subscription of [...many, unread]) subscription.close();
  expect(await Promise.all(pending)).toEqual(many.map(() => ({ done: true, value: undefined })));
  expect(log.subscribers()).toBe(0);
  const returned = log.feed.subscribe(start)[Symbol.asyncIterator]();
  const waiting = returned.next();
  await returned.return?.();
  expect(await waiting).toEqual({ done: true, value: undefined });
  expect(log.subscribers()).toBe(0);
});

test('a slow subscriber reads from the database what memory no longer holds', async () => {
  const slow = log.feed.subscribe(start);
  for (let i = 0; i < 5; i += 1) await log.appendEvents(someone, events(2_000, i * 2_000));
  await log.settle(30_000);
  const taken = await take(slow, 10_000);
  slow.close();
  expect(taken.map((entry) => entry.position)).toEqual(Array.from({ length: 10_000 }, (_, i) => i + 1));
});

test('lost connections end no subscription and lose no entry, in the process that writes and in another', async () => {
  await using other = await openTestLog(database, { applicationName: 'other' });
  const here = log.feed.subscribe(start);
  const there = other.feed.subscribe(start);
  const positions = [take(here, 40), take(there, 40)];
  for (let i = 0; i < 4; i += 1) {
    await log.appendEvents(someone, events(10, i * 10));
    await endSessions(database, 'other%');
    await endSessions(database, 'hotpass%');
  }
  for (const taken of await Promise.all(positions))
    expect(taken.map((entry) => entry.position)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  here.close();
  there.close();
});

test('an entry whose time lies weeks back is not lost to pruning: its position leaves a gap', async () => {
  await log.appendEvents(someone, events(2));
  await log.settle();
  const subscription = log.feed.subscribe(start);
  await take(subscription, 2);
  await database.pool.query(`select log.make_partitions(now() - interval '20 days', 0)`);
  await database.pool.query(
    `insert into log.entry (received_at, type, keys, actor, body_id, body_hash) values (now() - interval '20 days', 'test.late', '{}', 'x', 0, decode(repeat('00', 32), 'hex'))`,
  );
  await log.appendEvents(someone, events(1, 3));
  const [late, fresh] = await take(subscription, 2);
  subscription.close();
  expect([late?.type, fresh?.type]).toEqual(['test.late', 'test.event']);
  const behind = log.feed.subscribe(start);
  expect((await take(behind, 4)).map((entry) => entry.position)).toEqual([1, 2, 3, 4]);
  behind.close();
});

test('another process is woken by a notification, not by its poll', async () => {
  await using other = await openTestLog(database, { applicationName: 'other', pollMs: 600_000 });
  const there = other.feed.subscribe(start);
  const taken = take(there, 1);
  await log.appendEvents(someone, events(1));
  expect((await taken).map((entry) => entry.position)).toEqual([1]);
  there.close();
});
