import { describe, expect, test } from '@jest/globals';
import type { EventFeed, FeedEntry } from '@hotpass/server';
import { HttpFeed } from '../src/clients/http-feed.ts';
import { FakeFeed } from './fake-feed.ts';
import { shipsSubgraph } from './harbour.ts';
import { listen, silent } from './start-gateway.ts';
import { until } from './until.ts';

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
