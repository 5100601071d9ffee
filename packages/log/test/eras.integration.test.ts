import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import type { EventFeed, FeedEntry, Log } from '@hotpass/log';
import { createTestDatabase, temporaryDirectory } from '@hotpass/testkit';
import { anEvent, aProjector, createSeen, events, openTestLog, someone } from './log-under-test.ts';
import { copyAsReplica, copyLog, migrate, startServer } from './moved-server.ts';

// Servers start, stop and recover in these tests.
jest.setTimeout(180_000);

const secondEra = 2 ** 40 + 1;

async function next(feed: EventFeed, after: string): Promise<readonly FeedEntry[]> {
  const subscription = feed.subscribe(after);
  const { value } = await subscription[Symbol.asyncIterator]().next();
  subscription.close();
  return value ?? [];
}

async function store(log: Log, from: number, count: number): Promise<string[]> {
  const answers = await log.appendEvents(someone, events(count, from));
  await log.settle(20_000);
  return answers.map((answer) => ('id' in answer ? answer.id : ''));
}

async function all(feed: EventFeed): Promise<FeedEntry[]> {
  const entries: FeedEntry[] = [];
  const head = await feed.head();
  while (entries.at(-1)?.cursor !== head) entries.push(...(await next(feed, entries.at(-1)?.cursor ?? 'AAAAAAAAAAAAAAAA')));
  return entries;
}

test('a dump restored into another server goes on: cursors hold, repeats are known, positions begin a new era', async () => {
  await using directory = await temporaryDirectory();
  await using from = await createTestDatabase();
  await createSeen(from);
  await using server = await startServer(directory.path);
  await migrate(server.url);
  let cursors: string[];
  let unsequenced: string[];
  {
    await using log = await openTestLog(from);
    await log.start(aProjector());
    await log.database.transact(someone, { aggregate: 'agg' }, async (tx) => tx.log.append({ type: 'test.fact', keys: [], data: {} }));
    await store(log, 1, 19);
    cursors = (await all(log.feed)).map((entry) => entry.cursor);
  }
  // Dumped between a commit and its sequencing.
  await from.pool.query('update log.entry set position = null where position > 15');
  await copyLog(from.url, server.url);
  await using log = await openTestLog(server);
  const taken: number[] = [];
  await log.start(aProjector({ project: async (_tx, entries) => void taken.push(...entries.map((entry) => entry.position)) }));
  unsequenced = await store(log, 100, 3);
  expect(unsequenced.length).toBe(3);
  const [repeat] = await log.appendEvents(someone, [anEvent({ n: 1 })]);
  expect(repeat).toMatchObject({ repeated: true });
  await log.database.transact(someone, { aggregate: 'agg', baseVersion: 1 }, async (tx) =>
    tx.log.append({ type: 'test.fact', keys: [], data: {} }),
  );
  await log.settle();
  const positions = (await all(log.feed)).map((entry) => entry.position);
  expect(positions).toEqual([...Array.from({ length: 15 }, (_, i) => i + 1), ...Array.from({ length: 9 }, (_, i) => secondEra + i)]);
  expect((await next(log.feed, cursors[9] ?? ''))[0]?.position).toBe(11);
  expect(log.status()[0]).toMatchObject({ lag: 0, state: 'running' });
});

test('a failover opens an era: a cursor past the last surviving entry wants a resync, earlier ones go on, live or not', async () => {
  await using directory = await temporaryDirectory();
  const [primary, replica] = [join(directory.path, 'a'), join(directory.path, 'b')];
  let server = await startServer(primary);
  try {
    await migrate(server.url);
    await using log = await openTestLog(server);
    await using other = await openTestLog(server);
    const batches: number[][] = [];
    await log.start(aProjector({ project: async (_tx, entries) => void batches.push(entries.map((entry) => entry.position)) }));
    await store(log, 1, 10);
    const kept = (await all(log.feed)).map((entry) => entry.cursor);

    await server[Symbol.asyncDispose]();
    await copyAsReplica(primary, replica);
    server = await startServer(primary);
    const lostIds = await store(log, 11, 5);
    const lost = (await all(log.feed)).slice(10).map((entry) => entry.cursor);
    const behind = other.feed.subscribe(kept[7] ?? '')[Symbol.asyncIterator]();
    const live = other.feed.subscribe(lost.at(-1) ?? '')[Symbol.asyncIterator]();
    const waiting = live.next();

    const { url } = server;
    await server[Symbol.asyncDispose]();
    server = await startServer(replica);
    expect(server.url).toBe(url);
    await log.settle(20_000);
    await store(log, 16, 2);
    await expect(waiting).rejects.toMatchObject({ code: 'RESYNC' });
    const { value } = await behind.next();
    expect(value.map((entry: FeedEntry) => entry.position)).toEqual([9, 10, secondEra, secondEra + 1]);
    for (const after of [...lost, ...lostIds]) {
      await expect(next(log.feed, after)).rejects.toMatchObject({ code: 'RESYNC', details: { cursor: await log.feed.head() } });
    }
    expect((await next(log.feed, kept[4] ?? ''))[0]?.position).toBe(6);
    expect((await next(log.feed, kept[9] ?? ''))[0]?.position).toBe(secondEra);
    expect(batches.flat().slice(-2)).toEqual([secondEra, secondEra + 1]);
    expect(log.status()[0]).toMatchObject({ position: secondEra + 1, lag: 0, state: 'running' });
  } finally {
    await server[Symbol.asyncDispose]();
  }
});
