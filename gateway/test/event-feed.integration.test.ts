import { describe, expect, test } from '@jest/globals';
import { until } from '@hotpass/testkit';
import type { EventFeed, FeedEntry } from '@hotpass/server';
import { HttpFeed } from '../src/clients/http-feed.ts';
import { SharedFeed } from '../src/clients/shared-feed.ts';
import { FakeFeed } from './fake-feed.ts';
import { shipsSubgraph } from './harbour.ts';
import { listen, silent } from './start-gateway.ts';

interface Subject extends AsyncDisposable {
  readonly feed: EventFeed;
  readonly log: FakeFeed;
}

async function theLogItself(): Promise<Subject> {
  const log = new FakeFeed();
  return { feed: log, log, [Symbol.asyncDispose]: async () => undefined };
}

async function overHttp(): Promise<Subject> {
  await using stack = new AsyncDisposableStack();
  const log = new FakeFeed();
  const { url } = stack.use(await listen(shipsSubgraph(), log));
  const feed = stack.use(new HttpFeed({ url, logger: silent }));
  const kept = stack.move();
  return { feed, log, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

async function readTogether(): Promise<Subject> {
  const { feed, log, ...rest } = await overHttp();
  return { feed: new SharedFeed(feed, silent), log, ...rest };
}

/** The first entries of a feed, then it is closed. */
async function take(feed: EventFeed, after: string, count: number): Promise<FeedEntry[]> {
  const subscription = feed.subscribe(after);
  const entries: FeedEntry[] = [];
  for await (const batch of subscription) {
    entries.push(...batch);
    if (entries.length >= count) break;
  }
  return entries;
}

describe.each([
  ['in process', theLogItself],
  ['HttpFeed', overHttp],
  ['SharedFeed', readTogether],
])('%s', (_name, open) => {
  test('gives every entry after a place, whole and in order', async () => {
    await using subject = await open();
    for (let index = 0; index < 8; index += 1) subject.log.append([`s${index}`]);
    expect(await take(subject.feed, 'c2', 6)).toEqual(subject.log.entries.slice(2));
    expect(await take(subject.feed, 'ent_7', 1)).toEqual(subject.log.entries.slice(7));
  });

  test('waits for what is yet to come', async () => {
    await using subject = await open();
    expect(await subject.feed.head()).toBe('c0');
    const entries = take(subject.feed, 'c0', 2);
    subject.log.append(['s1']);
    subject.log.append(['s2']);
    expect((await entries).map(({ cursor }) => cursor)).toEqual(['c1', 'c2']);
    expect(await subject.feed.head()).toBe('c2');
  });

  test('a place that is gone is RESYNC with the newest cursor, and what is no place a mistake', async () => {
    await using subject = await open();
    subject.log.append(['s1']);
    subject.log.append(['s2']);
    subject.log.floor = 1;
    await expect(take(subject.feed, 'c1', 1)).rejects.toMatchObject({ code: 'RESYNC', details: { cursor: 'c2' } });
    await expect(take(subject.feed, 'nonsense', 1)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('close ends a waiting next at once and frees the other side', async () => {
    await using subject = await open();
    const subscription = subject.feed.subscribe('c0');
    const next = subscription[Symbol.asyncIterator]().next();
    await until(() => subject.log.open === 1);
    subscription.close();
    expect(await next).toEqual({ done: true, value: undefined });
    await until(() => subject.log.open === 0);
  });
});

test('HttpFeed goes on after the last entry when the other side was away, with none lost and none twice', async () => {
  const log = new FakeFeed();
  const first = await listen(shipsSubgraph(), log);
  await using feed = new HttpFeed({ url: first.url, logger: silent, retryMs: 50 });
  const received: string[] = [];
  const subscription = feed.subscribe('c0');
  const reading = (async () => {
    for await (const batch of subscription) received.push(...batch.map(({ cursor }) => cursor));
  })();
  log.append(['s1']);
  await until(() => received.length === 1);
  await first[Symbol.asyncDispose]();
  log.append(['s2']);
  log.append(['s3']);
  await using _second = await listen(shipsSubgraph(), log, first.port);
  await until(() => received.length === 3);
  subscription.close();
  await reading;
  expect(received).toEqual(['c1', 'c2', 'c3']);
});

test('HttpFeed takes no more than it is asked for', async () => {
  const log = new FakeFeed();
  await using server = await listen(shipsSubgraph(), log);
  await using feed = new HttpFeed({ url: server.url, logger: silent });
  for (let index = 0; index < 50_000; index += 1) log.append(['x'.repeat(100)]);
  let given = 0;
  const slice = log.entries.slice.bind(log.entries);
  log.entries.slice = (from, to) => {
    given = to ?? given;
    return slice(from, to);
  };
  const subscription = feed.subscribe('c0');
  await subscription[Symbol.asyncIterator]().next();
  let before = -1;
  // The other side stops when the buffers of the connection are full.
  while (before !== given) {
    before = given;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  expect(given).toBeLessThan(50_000);
  subscription.close();
});

describe('SharedFeed', () => {
  /** Everything a subscriber gets, as it comes. */
  function follow(feed: EventFeed, after: string): { cursors: string[]; stop: () => void } {
    const subscription = feed.subscribe(after);
    const cursors: string[] = [];
    void (async () => {
      for await (const batch of subscription) cursors.push(...batch.map(({ cursor }) => cursor));
    })();
    return { cursors, stop: () => subscription.close() };
  }

  test('reads once for all who are at the end, and not at all when nobody is left', async () => {
    const log = new FakeFeed();
    const feed = new SharedFeed(log, silent);
    for (let index = 0; index < 10; index += 1) log.append([`s${index}`]);
    const all = [follow(feed, 'c10'), follow(feed, 'c0'), follow(feed, 'ent_5'), follow(feed, 'c10')];
    await until(() => all[1]!.cursors.length === 10 && all[2]!.cursors.length === 5);
    log.append(['s10']);
    await until(() => all.every(({ cursors }) => cursors.at(-1) === 'c11'));
    expect(log.open).toBe(1);
    const expected = log.entries.map(({ cursor }) => cursor);
    expect(all.map(({ cursors }) => cursors)).toEqual([expected.slice(10), expected, expected.slice(5), expected.slice(10)]);
    for (const { stop } of all) stop();
    await until(() => log.open === 0);
    const again = follow(feed, 'c9');
    await until(() => again.cursors.length === 2);
    again.stop();
    await until(() => log.open === 0);
  });

  test('who falls behind what is kept reads for itself, and misses nothing', async () => {
    const log = new FakeFeed();
    const feed = new SharedFeed(log, silent);
    const slow = feed.subscribe('c0')[Symbol.asyncIterator]();
    const first = slow.next();
    log.append(['s0']);
    const cursors = [...((await first).value as readonly FeedEntry[])].map(({ cursor }) => cursor);
    const fast = follow(feed, 'c0');
    for (let index = 1; index < 9_000; index += 1) log.append([`s${index}`]);
    await until(() => fast.cursors.length === 9_000);
    while (cursors.length < 9_000) cursors.push(...((await slow.next()).value as readonly FeedEntry[]).map(({ cursor }) => cursor));
    expect(cursors).toEqual(fast.cursors);
    fast.stop();
    await slow.return?.();
    await until(() => log.open === 0);
  });

  test('when reading together fails, each goes on from its place, and then together again', async () => {
    const log = new FakeFeed();
    const feed = new SharedFeed(log, silent);
    const both = [follow(feed, 'c0'), follow(feed, 'c0')];
    log.append(['s1']);
    await until(() => both.every(({ cursors }) => cursors.length === 1) && log.open === 1);
    log.breakOff();
    log.append(['s2']);
    await until(() => both.every(({ cursors }) => cursors.length === 2));
    await until(() => log.open === 1);
    log.append(['s3']);
    await until(() => both.every(({ cursors }) => cursors.length === 3));
    expect(both.map(({ cursors }) => cursors)).toEqual([
      ['c1', 'c2', 'c3'],
      ['c1', 'c2', 'c3'],
    ]);
    for (const { stop } of both) stop();
  });
});
