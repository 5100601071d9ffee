import { describe, expect, test } from '@jest/globals';
import { until } from '@hotpass/testkit';
import { GraphQLError } from 'graphql';
import { collect } from './collect.ts';
import { startGateway, type TestGateway, type Topology } from './start-gateway.ts';

const changed = 'subscription ($after: String) { fleetChanged(after: $after) { cursor after keys } }';

/** Cursor, place before and ids of every event received so far. */
function events(results: readonly { readonly data?: unknown }[]): unknown[] {
  return results.map(({ data }) => (data as { fleetChanged: unknown }).fleetChanged);
}

async function afterAnswer(hub: TestGateway, count: number): Promise<void> {
  await until(() => hub.ships.requests.filter(({ event }) => event).length === count);
}

describe.each<Topology>(['in process', 'over HTTP'])('%s', (topology) => {
  test('entries of one stretch are one event: ids of all, cursor of the last, and what the subscriber has seen before', async () => {
    await using hub = await startGateway(topology);
    hub.ships.watchSet = ['s1', 's2'];
    for (const keys of [['s1'], ['other'], ['s2', 's1'], ['other']]) hub.feed.append(keys);
    const subscription = collect(hub.client(), changed, { after: 'c0' });
    await until(() => subscription.results.length === 1);
    hub.feed.append(['s2']);
    await until(() => subscription.results.length === 2);
    expect(events(subscription.results)).toEqual([
      { cursor: 'c3', after: 'c0', keys: ['s1', 's2'] },
      { cursor: 'c5', after: 'c3', keys: ['s2'] },
    ]);
    expect(hub.ships.requests.map(({ event, minPosition }) => [event?.position, minPosition])).toEqual([
      [3, '3'],
      [5, '5'],
    ]);
  });

  test('without a stretch every entry is an event, and says what was seen before it', async () => {
    await using hub = await startGateway(topology);
    for (const key of ['s1', 's1', 's2']) hub.feed.append([key]);
    const subscription = collect(hub.client(), 'subscription { shipMoved(after: "ent_1") { cursor } }');
    await until(() => subscription.results.length === 2);
    expect(hub.ships.requests.map(({ event }) => event?.after)).toEqual(['ent_1', 'c2']);
  });

  test('an entry that misses the watch set is seen again with the set the event before it renewed', async () => {
    await using hub = await startGateway(topology);
    hub.ships.watchSet = ['s1'];
    hub.feed.append(['s1', 'renew']);
    hub.feed.append(['s9']);
    hub.feed.append(['other']);
    const subscription = collect(hub.client(), changed, { after: 'c0' });
    await until(() => subscription.results.length === 2);
    expect(events(subscription.results)).toEqual([
      { cursor: 'c1', after: 'c0', keys: ['s1', 'renew'] },
      { cursor: 'c2', after: 'c1', keys: ['s9'] },
    ]);
  });

  test('an entry between two of a stretch belongs to it, in place and not in keys', async () => {
    await using hub = await startGateway(topology);
    hub.ships.watchSet = ['s1'];
    for (const keys of [['s1', 'renew'], ['s9'], ['s1']]) hub.feed.append(keys);
    const subscription = collect(hub.client(), changed, { after: 'c0' });
    await until(() => subscription.results.length === 1);
    hub.feed.append(['s9']);
    await until(() => subscription.results.length === 2);
    expect(events(subscription.results)).toEqual([
      { cursor: 'c3', after: 'c0', keys: ['s1', 'renew'] },
      { cursor: 'c4', after: 'c3', keys: ['s9'] },
    ]);
  });

  test('what was not shown is part of the next event: null, and an error in place of the whole', async () => {
    await using hub = await startGateway(topology);
    const subscription = collect(hub.client(), changed, { after: 'c0' });
    hub.feed.append(['silent']);
    await afterAnswer(hub, 1);
    hub.feed.append(['broken']);
    await until(() => subscription.results.length === 1);
    hub.feed.append(['s1']);
    await until(() => subscription.results.length === 2);
    expect(subscription.cursors()).toEqual(['c2', 'c3']);
    expect(hub.ships.requests.map(({ event }) => event?.after)).toEqual(['c0', 'c0', 'c0']);
  });

  test('of several entries the owner learns all types, of one its own', async () => {
    await using hub = await startGateway(topology);
    hub.feed.append(['s1'], 'openlineage.run_event');
    hub.feed.append(['s1'], 'log.quarantine.replayed');
    const subscription = collect(hub.client(), changed, { after: 'c0' });
    await until(() => subscription.results.length === 1);
    hub.feed.append(['s1'], 'openlineage.job_event');
    await until(() => subscription.results.length === 2);
    expect(hub.ships.requests.map(({ event }) => [event?.type, event?.types])).toEqual([
      ['log.quarantine.replayed', ['openlineage.run_event', 'log.quarantine.replayed']],
      ['openlineage.job_event', undefined],
    ]);
  });

  test('an owner that asks for a resync ends the stream, and the client learns where to start from', async () => {
    await using hub = await startGateway(topology);
    hub.ships.given.push({ errors: [new GraphQLError('Corrected.', { extensions: { code: 'RESYNC', cursor: 'c9' } })] });
    const subscription = collect(hub.client(), changed, { after: 'c0' });
    hub.feed.append(['s1']);
    hub.feed.append(['s1']);
    await until(() => subscription.isComplete || subscription.refusals.length > 0);
    const errors = [...subscription.results.flatMap((result) => result.errors ?? []), ...(subscription.refusals as GraphQLError[])];
    expect(errors.map(({ extensions }) => extensions)).toEqual([expect.objectContaining({ code: 'RESYNC', cursor: 'c9' })]);
    expect(subscription.results.filter(({ data }) => data)).toEqual([]);
  });

  test('a stretch has an end while entries keep coming', async () => {
    await using hub = await startGateway(topology);
    const subscription = collect(hub.client(), changed, { after: 'c0' });
    const timer = setInterval(() => hub.feed.append(['s1']), 5);
    await until(() => subscription.results.length === 3);
    clearInterval(timer);
    await until(() => subscription.cursors().at(-1) === `c${hub.feed.entries.length}`);
    const places = subscription.results.map(({ data }) => (data as { fleetChanged: { after: string; cursor: string } }).fleetChanged);
    expect(places.map(({ after }) => after)).toEqual(['c0', ...places.slice(0, -1).map(({ cursor }) => cursor)]);
    expect(places.length).toBeLessThan(hub.feed.entries.length / 2);
  });
});

type Place = { readonly after: string; readonly cursor: string };

function placesOf(results: readonly { readonly data?: unknown }[]): Place[] {
  return results.map(({ data }) => (data as { fleetChanged: Place }).fleetChanged);
}

test('who joins a shared stream takes no event that begins before what it was shown last', async () => {
  await using hub = await startGateway('in process');
  const live = collect(hub.client(), changed);
  await until(() => hub.feed.open === 1);
  const timer = setInterval(() => hub.feed.append(['s1']), 4);
  await until(() => live.results.length === 1);
  const back = [];
  for (let index = 0; index < 8; index += 1) {
    back.push(collect(hub.client(), changed, { after: `c${Math.max(0, hub.feed.entries.length - 11 * index)}` }));
    await new Promise((resolve) => setTimeout(resolve, 23));
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  const feeds = hub.feed.open;
  clearInterval(timer);
  expect(feeds).toBe(1);
  const all = [live, ...back];
  await until(() => all.every((one) => one.cursors().at(-1) === `c${hub.feed.entries.length}`));
  for (const { results } of all) {
    const places = placesOf(results);
    expect(places.slice(1).map(({ after }) => after)).toEqual(places.slice(0, -1).map(({ cursor }) => cursor));
  }
});

test('clients that all come back while entries keep coming end up in one stream', async () => {
  await using hub = await startGateway('in process');
  hub.feed.clock = () => new Date();
  for (let index = 0; index < 30; index += 1) hub.feed.append(['s1']);
  const timer = setInterval(() => hub.feed.append(['s1']), 4);
  const back = Array.from({ length: 10 }, (_one, index) => collect(hub.client(), changed, { after: `c${3 * index}` }));
  await until(() => back.every(({ results }) => results.length > 5));
  const shared = { streams: hub.gateway.open.sharedStreams, feeds: hub.feed.open };
  clearInterval(timer);
  expect(shared).toEqual({ streams: 1, feeds: 1 });
  await until(() => back.every((one) => one.cursors().at(-1) === `c${hub.feed.entries.length}`));
  for (const { results } of back) {
    const places = placesOf(results);
    expect(places.slice(1).map(({ after }) => after)).toEqual(places.slice(0, -1).map(({ cursor }) => cursor));
  }
});

test('who has seen what a shared stream answered with an error does not get it as news', async () => {
  await using hub = await startGateway('in process');
  hub.ships.watchSet = ['s1'];
  const live = collect(hub.client(), changed);
  await until(() => hub.feed.open === 1);
  for (const [index, keys] of [['s1'], ['s1', 'broken']].entries()) {
    hub.feed.append(keys);
    await until(() => live.results.length === index + 1);
  }
  const back = collect(hub.client(), changed, { after: 'c2' });
  await until(() => hub.feed.open === 2);
  hub.feed.append(['other']);
  await new Promise((resolve) => setTimeout(resolve, 100));
  hub.feed.append(['s1']);
  await until(() => live.results.length === 3 && back.results.length === 1);
  expect([...placesOf(live.results.slice(2)), ...placesOf(back.results)].map(({ after, cursor }) => [after, cursor])).toEqual([
    ['c1', 'c4'],
    ['c2', 'c4'],
  ]);
});
