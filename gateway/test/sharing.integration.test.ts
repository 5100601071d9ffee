import { describe, expect, test } from '@jest/globals';
import { until } from '@hotpass/testkit';
import { collect } from './collect.ts';
import { startGateway, type TestGateway, type Topology } from './start-gateway.ts';

const moved =
  'subscription ($after: String, $only: String) { shipMoved(after: $after, only: $only) { cursor ship { name port { name } } } }';

const changed = 'subscription ($after: String) { fleetChanged(after: $after) { cursor after } }';

/** Cursors of the events the owner was asked to answer. */
function answered(hub: TestGateway): unknown[] {
  return hub.ships.requests.flatMap(({ event }) => (event ? [event.cursor] : []));
}

describe.each<Topology>(['in process', 'over HTTP'])('%s', (topology) => {
  test('who asks for the same and may see the same is answered once', async () => {
    await using hub = await startGateway(topology);
    const clients = [hub.client(), hub.client()];
    const subscriptions = Array.from({ length: 10 }, (_one, index) => collect(clients[index % 2]!, moved));
    await until(() => hub.gateway.open.subscriptions === 10);
    await until(() => hub.ships.watches.length === 1);
    for (const key of ['s1', 's2', 's3']) hub.feed.append([key]);
    await until(() => subscriptions.every(({ results }) => results.length === 3));
    for (const { results } of subscriptions) expect(results).toEqual(subscriptions[0]?.results);
    expect(answered(hub)).toEqual(['c1', 'c2', 'c3']);
    expect(hub.gateway.open).toMatchObject({ subscriptions: 10, sharedStreams: 1 });
    expect({ watches: hub.ships.watches.length, feeds: hub.feed.open }).toEqual({ watches: 1, feeds: 1 });
  });

  test('other variables or another text are another stream; the place to go on after is not', async () => {
    await using hub = await startGateway(topology);
    hub.feed.append(['s1']);
    const client = hub.client();
    const all = [
      collect(client, moved),
      collect(client, moved, { only: 'a' }),
      collect(client, `${moved} `),
      collect(client, moved, { after: 'c1' }),
    ];
    // Over HTTP all streams are read together.
    const feeds = topology === 'in process' ? 3 : 1;
    await until(() => hub.gateway.open.sharedStreams === 3 && hub.ships.watches.length === 4 && hub.feed.open === feeds);
    hub.feed.append(['s2']);
    await until(() => all.every(({ results }) => results.length === 1));
    if (topology === 'in process') expect(answered(hub)).toEqual(['c2', 'c2', 'c2']);
  });

  test('a client that comes back reads alone up to the shared stream and joins it: no gap, nothing twice', async () => {
    await using hub = await startGateway(topology);
    for (let index = 0; index < 20; index += 1) hub.feed.append([`s${index}`]);
    const live = collect(hub.client(), moved);
    await until(() => hub.feed.open === 1);
    const back = [collect(hub.client(), moved, { after: 'c5' }), collect(hub.client(), moved, { after: 'ent_10' })];
    await until(() => back[0]!.results.length === 15 && back[1]!.results.length === 10);
    for (let index = 20; index < 40; index += 1) hub.feed.append([`s${index}`]);
    await until(() => live.results.length === 20 && back[0]!.results.length === 35 && back[1]!.results.length === 30);
    const cursors = hub.feed.entries.map(({ cursor }) => cursor);
    expect([live, ...back].map((one) => one.cursors())).toEqual([cursors.slice(20), cursors.slice(5), cursors.slice(10)]);
    expect(hub.feed.open).toBe(1);
    const before = answered(hub).length;
    hub.feed.append(['s1']);
    await until(() => [live, ...back].every((one) => one.cursors().at(-1) === 'c41'));
    expect(answered(hub)).toHaveLength(before + 1);
  });

  test('clients that all come back with a place end up in one stream', async () => {
    await using hub = await startGateway(topology);
    for (let index = 0; index < 30; index += 1) hub.feed.append([`s${index}`]);
    const back = Array.from({ length: 10 }, (_one, index) => collect(hub.client(), moved, { after: `c${20 + (index % 5)}` }));
    await until(() => back.every((one) => one.cursors().at(-1) === 'c30'));
    await until(() => hub.feed.open === 1);
    const before = answered(hub).length;
    hub.feed.append(['s1']);
    await until(() => back.every((one) => one.cursors().at(-1) === 'c31'));
    expect(answered(hub)).toHaveLength(before + 1);
  });

  test('an operation with a field that depends on the viewer is answered for each subscriber', async () => {
    await using hub = await startGateway(topology);
    const query = 'subscription { shipMoved { ...Move } } fragment Move on ShipMoved { cursor mood }';
    const both = [collect(hub.client(), query), collect(hub.client(), query)];
    await until(() => hub.ships.watches.length === 2);
    hub.feed.append(['s1']);
    await until(() => both.every(({ results }) => results.length === 1));
    expect(answered(hub)).toEqual(['c1', 'c1']);
    expect(hub.gateway.open.sharedStreams).toBe(0);
  });

  test('a shared stream that cannot go on ends for everybody with the reason', async () => {
    await using hub = await startGateway(topology);
    const both = [collect(hub.client(), moved, { only: 'nonsense' }), collect(hub.client(), moved, { only: 'nonsense' })];
    await until(() => both.every(({ isComplete }) => isComplete));
    for (const { results } of both) expect(results).toMatchObject([{ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] }]);
    expect(hub.gateway.open).toMatchObject({ subscriptions: 0, sharedStreams: 0 });
  });

  test('a late owner holds a shared stream for all, and an error of one event reaches all', async () => {
    await using hub = await startGateway(topology);
    const both = [collect(hub.client(), moved), collect(hub.client(), moved)];
    await until(() => hub.gateway.open.subscriptions === 2 && hub.feed.open === 1);
    hub.ships.at = 0;
    hub.feed.append(['s1']);
    hub.feed.append(['s2', 'broken']);
    await until(() => hub.ships.requests.length >= 3);
    expect(both.flatMap(({ results }) => results)).toEqual([]);
    hub.ships.at = 2;
    await until(() => both.every(({ results }) => results.length === 2));
    for (const { results } of both) {
      expect(results).toMatchObject([
        { data: { shipMoved: { cursor: 'c1' } } },
        { data: { shipMoved: null }, errors: [{ extensions: { code: 'NOT_FOUND' } }], extensions: { cursor: 'c2' } },
      ]);
    }
  });

  test('who had an error in place of an event joins after the next event that says what it was about', async () => {
    await using hub = await startGateway(topology);
    hub.feed.append(['s1', 'broken']);
    const live = collect(hub.client(), changed);
    await until(() => hub.ships.watches.length === 1);
    const back = collect(hub.client(), changed, { after: 'c0' });
    await until(() => back.results.length === 1);
    hub.feed.append(['s2']);
    await until(() => live.results.length === 1 && back.results.length === 2);
    hub.feed.append(['s3']);
    await until(() => live.results.length === 2 && back.results.length === 3);
    const places = back.results.slice(1).map(({ data }) => (data as { fleetChanged: { after: string; cursor: string } }).fleetChanged);
    expect(places.map(({ after, cursor }) => [after, cursor])).toEqual([
      ['c0', 'c2'],
      ['c2', 'c3'],
    ]);
  });
});
