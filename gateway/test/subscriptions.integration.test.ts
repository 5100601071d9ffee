import { describe, expect, test } from '@jest/globals';
import { until } from '@hotpass/testkit';
import { GraphQLError } from 'graphql';
import { collect } from './collect.ts';
import { startGateway, type Topology } from './start-gateway.ts';

const moved = 'subscription ($after: String) { shipMoved(after: $after) { cursor ship { name port { name } } } }';

describe.each<Topology>(['in process', 'over HTTP'])('%s', (topology) => {
  test('a query joins fields of two subgraphs', async () => {
    await using hub = await startGateway(topology);
    const { status, body } = await hub.post('{ vessel: ship(id: "s1") { name port { name } } }');
    expect({ status, body }).toEqual({ status: 200, body: { data: { vessel: { name: 'ship s1', port: { name: 'port p-s1' } } } } });
  });

  test('an event carries fields of two subgraphs, with alias, argument, fragment and a field the owner resolves', async () => {
    await using hub = await startGateway(topology);
    const query = `subscription ($after: String, $loud: Boolean!) { ...Live }
      fragment Live on Subscription { live: shipMoved(after: $after) { ...Move } }
      fragment Move on ShipMoved { at: cursor note(loud: $loud) skipped: note @skip(if: $loud) ship { name captain port { name } } }`;
    hub.feed.append(['s1']);
    const { results } = collect(hub.client(), query, { after: 'c0', loud: true });
    await until(() => results.length === 1);
    const live = { at: 'c1', note: 'C1', ship: { name: 'ship s1', captain: 'captain of s1', port: { name: 'port p-s1' } } };
    expect(results).toEqual([{ data: { live }, extensions: { cursor: 'c1' } }]);
  });

  test('every fetch of an event asks for the position of the event, and the owner gets the event as root', async () => {
    await using hub = await startGateway(topology);
    const entry = hub.feed.append(['s1']);
    const { results } = collect(hub.client(), moved, { after: 'c0' });
    await until(() => results.length === 1);
    const requests = [...hub.ships.requests, ...hub.ports.requests];
    expect(requests.map(({ minPosition }) => minPosition)).toEqual(['1', '1']);
    expect(hub.ships.requests[0]?.event).toEqual({
      cursor: 'c1',
      position: 1,
      entryId: entry.id,
      type: entry.type,
      keys: ['s1'],
      decision: null,
      after: 'c0',
    });
    expect(new Set(requests.map(({ requestId }) => requestId)).size).toBe(1);
  });

  test.each([
    ['the owner', 's-error', { captain: null, port: { name: 'port p-s-error' } }, 'captain', 'ships'],
    ['the other subgraph', 's-port-error', { captain: 'captain of s-port-error', port: null }, 'port', 'ports'],
  ])('an error of %s stands beside the data with path, code and subgraph', async (_name, id, ship, field, serviceName) => {
    await using hub = await startGateway(topology);
    hub.feed.append([id]);
    const { results } = collect(hub.client(), 'subscription { live: shipMoved(after: "c0") { ship { captain port { name } } } }');
    await until(() => results.length === 1);
    expect(results[0]?.data).toEqual({ live: { ship } });
    const extensions = { code: 'NOT_FOUND', serviceName, requestId: expect.any(String) };
    expect(results[0]?.errors).toEqual([{ message: expect.any(String), path: ['live', 'ship', field], extensions }]);
  });

  test('an event the owner cannot answer is delivered as an error with its cursor, and the stream goes on', async () => {
    await using hub = await startGateway(topology);
    hub.feed.append(['s1', 'broken']);
    hub.feed.append(['s2']);
    const { results } = collect(hub.client(), moved, { after: 'c0' });
    await until(() => results.length === 2);
    expect(results[0]).toMatchObject({
      data: { shipMoved: null },
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
      extensions: { cursor: 'c1' },
    });
    expect(results[1]).toMatchObject({ data: { shipMoved: { cursor: 'c2' } } });
  });

  test('what does not concern the subscriber is not delivered', async () => {
    await using hub = await startGateway(topology);
    const subscription = collect(hub.client(), 'subscription ($id: ID) { shipMoved(id: $id, after: "c0") { cursor } }', { id: 's2' });
    hub.feed.append(['s1']);
    hub.feed.append(['s2'], 'contracts.contract.published');
    hub.feed.append(['s2']);
    await until(() => subscription.results.length === 1);
    expect(subscription.results).toEqual([{ data: { shipMoved: { cursor: 'c3' } }, extensions: { cursor: 'c3' } }]);
  });

  test('entries outside the watch set never reach the owner, and the owner may renew the set', async () => {
    await using hub = await startGateway(topology);
    hub.ships.watchSet = ['s1'];
    hub.feed.append(['s9']);
    hub.feed.append(['s1', 'renew']);
    hub.feed.append(['s1']);
    hub.feed.append(['s9']);
    const subscription = collect(hub.client(), 'subscription ($only: String) { shipMoved(only: $only, after: "c0") { cursor } }', {
      only: 'mine',
    });
    await until(() => subscription.results.length === 2);
    expect(subscription.cursors()).toEqual(['c2', 'c4']);
    expect(hub.ships.requests.map(({ event }) => event?.cursor)).toEqual(['c2', 'c4']);
    expect(hub.ships.watches).toMatchObject([{ variables: { only: 'mine' }, query: expect.stringContaining('shipMoved') }]);
  });

  test.each([
    ['a variable', 'subscription ($after: String) { shipMoved(after: $after) { cursor } }', { after: 'c1' }],
    ['a literal', 'subscription { shipMoved(after: "c1") { cursor } }', {}],
    ['the default of a variable', 'subscription ($after: String = "c1") { shipMoved(after: $after) { cursor } }', {}],
    ['the id of an entry', 'subscription { shipMoved(after: "ent_1") { cursor } }', {}],
  ])('goes on after the place given by %s', async (_name, query, variables) => {
    await using hub = await startGateway(topology);
    for (const key of ['s1', 's2', 's3']) hub.feed.append([key]);
    const subscription = collect(hub.client(), query, variables);
    await until(() => subscription.results.length === 2);
    expect(subscription.cursors()).toEqual(['c2', 'c3']);
  });

  test('without a place it starts at the newest entry', async () => {
    await using hub = await startGateway(topology);
    hub.feed.append(['s1']);
    const subscription = collect(hub.client(), moved);
    await until(() => hub.ships.watches.length === 1);
    hub.feed.append(['s2']);
    await until(() => subscription.results.length === 1);
    expect(subscription.cursors()).toEqual(['c2']);
  });

  test('a client that comes back with its cursor gets every event exactly once', async () => {
    await using hub = await startGateway(topology);
    const cursors: unknown[] = [];
    for (let round = 0; round < 5; round += 1) {
      const client = hub.client();
      const subscription = collect(client, moved, { after: cursors.at(-1) ?? 'c0' });
      for (let index = 0; index < 4; index += 1) hub.feed.append([`s${index}`]);
      await until(() => subscription.results.length > round % 3);
      client.terminate();
      cursors.push(...subscription.cursors());
    }
    const last = collect(hub.client(), moved, { after: cursors.at(-1) });
    await until(() => cursors.length + last.results.length === 20);
    expect([...cursors, ...last.cursors()]).toEqual(hub.feed.entries.map(({ cursor }) => cursor));
  });

  test('a place that is gone is an error RESYNC with the newest cursor, then complete', async () => {
    await using hub = await startGateway(topology);
    for (const key of ['s1', 's2', 's3']) hub.feed.append([key]);
    hub.feed.floor = 1;
    const subscription = collect(hub.client(), moved, { after: 'c1' });
    await until(() => subscription.isComplete);
    expect(subscription.results).toEqual([
      { errors: [{ message: expect.any(String), extensions: { code: 'RESYNC', cursor: 'c3', requestId: expect.any(String) } }] },
    ]);
    expect(hub.gateway.open.subscriptions).toBe(0);
  });

  test.each([
    ['a place that is none', moved, { after: 'nonsense' }],
    ['a variable of another type', moved, { after: 7 }],
    ['a condition on the field', 'subscription { ... @skip(if: true) { shipMoved { cursor } } }', {}],
    ['a condition that holds', 'subscription { shipMoved @include(if: true) { cursor } }', {}],
    ['arguments the owner refuses', 'subscription ($only: String) { shipMoved(only: $only) { cursor } }', { only: 'nonsense' }],
  ])('%s is an error BAD_USER_INPUT, then complete', async (_name, query, variables) => {
    await using hub = await startGateway(topology);
    const subscription = collect(hub.client(), query, variables);
    await until(() => subscription.isComplete);
    expect(subscription.results).toEqual([
      { errors: [{ message: expect.any(String), extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) }] },
    ]);
    expect(hub.gateway.open.subscriptions).toBe(0);
  });

  test.each([
    ['two fields', 'subscription { a: shipMoved { cursor } b: shipMoved { cursor } }'],
    ['a variable condition on the field', 'subscription ($no: Boolean = false) { shipMoved @include(if: $no) { cursor } }'],
  ])('%s in a subscription are refused', async (_name, query) => {
    await using hub = await startGateway(topology);
    const subscription = collect(hub.client(), query);
    await until(() => subscription.refusals.length === 1);
    expect(subscription.refusals).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  });

  test('a late owner holds the stream, and what waited is whole and in order', async () => {
    await using hub = await startGateway(topology);
    hub.ships.at = 0;
    hub.feed.append(['s1']);
    hub.feed.append(['s2']);
    const subscription = collect(hub.client(), moved, { after: 'c0' });
    await until(() => hub.ships.requests.length >= 3);
    expect(subscription.results).toEqual([]);
    hub.ships.at = 2;
    await until(() => subscription.results.length === 2);
    expect(subscription.results.map(({ errors, data }) => ({ errors, data }))).toEqual([
      { data: { shipMoved: { cursor: 'c1', ship: { name: 'ship s1', port: { name: 'port p-s1' } } } } },
      { data: { shipMoved: { cursor: 'c2', ship: { name: 'ship s2', port: { name: 'port p-s2' } } } } },
    ]);
  });

  test.each([
    ['nothing', { shipMoved: null }, ['shipMoved']],
    ['a part', { shipMoved: { cursor: 'c1', ship: null } }, ['shipMoved', 'ship']],
  ])('an owner that can answer %s while its database is away holds the event until it is whole', async (_name, data, path) => {
    await using hub = await startGateway(topology);
    const away = ['UNAVAILABLE', 'TIMEOUT'].map((code) => new GraphQLError('Try again.', { path, extensions: { code } }));
    hub.ships.given.push({ data, errors: away.slice(0, 1) }, { data, errors: away });
    hub.feed.append(['s1']);
    hub.feed.append(['s2']);
    const { results } = collect(hub.client(), moved, { after: 'c0' });
    await until(() => results.length === 2);
    expect(hub.ships.given).toEqual([]);
    expect(results).toEqual(
      ['1', '2'].map((n) => ({
        data: { shipMoved: { cursor: `c${n}`, ship: { name: `ship s${n}`, port: { name: `port p-s${n}` } } } },
        extensions: { cursor: `c${n}` },
      })),
    );
  });

  test.each([
    ['the mistake of a caller', 'BAD_USER_INPUT'],
    ['a bug', 'INTERNAL_SERVER_ERROR'],
  ])('%s holds nothing', async (_name, code) => {
    await using hub = await startGateway(topology);
    const error = new GraphQLError('It stays so.', { path: ['shipMoved'], extensions: { code } });
    hub.ships.given.push({ data: { shipMoved: null }, errors: [error] });
    hub.feed.append(['s1']);
    hub.feed.append(['s2']);
    const { results } = collect(hub.client(), moved, { after: 'c0' });
    await until(() => results.length === 2);
    expect(results[0]).toMatchObject({ data: { shipMoved: null }, errors: [{ extensions: { code } }], extensions: { cursor: 'c1' } });
    expect(results[1]).toMatchObject({ data: { shipMoved: { cursor: 'c2' } } });
  });

  test('a subscriber that leaves during an outage of the owner is let go', async () => {
    await using hub = await startGateway(topology);
    const error = new GraphQLError('Try again.', { path: ['shipMoved'], extensions: { code: 'UNAVAILABLE' } });
    hub.ships.given.push(...Array.from({ length: 100 }, () => ({ data: { shipMoved: null }, errors: [error] })));
    hub.feed.append(['s1']);
    const subscription = collect(hub.client(), moved, { after: 'c0' });
    await until(() => hub.ships.requests.length === 2);
    subscription.stop();
    await until(() => hub.gateway.open.subscriptions === 0);
    expect(subscription.results).toEqual([]);
  });

  test('a late other subgraph fails its part once in time, then at once, until it has passed', async () => {
    await using hub = await startGateway(topology, { limits: { eventPartMs: 400 } });
    hub.ports.at = 0;
    hub.ports.patienceMs = 10_000;
    const subscription = collect(hub.client(), moved, { after: 'c0' });
    const started = performance.now();
    for (const key of ['s1', 's2', 's3', 's4', 's5', 's6']) hub.feed.append([key]);
    await until(() => subscription.results.length === 6);
    expect(performance.now() - started).toBeGreaterThan(390);
    expect(hub.ports.requests.filter(({ query }) => query.includes('_entities'))).toHaveLength(1);
    for (const { data, errors } of subscription.results) {
      expect(data).toMatchObject({ shipMoved: { ship: { port: null } } });
      expect(errors).toMatchObject([{ path: ['shipMoved', 'ship'], extensions: { code: 'TIMEOUT', serviceName: 'ports' } }]);
    }
    hub.ports.at = Number.POSITIVE_INFINITY;
    await until(() => subscription.results.at(-1)?.errors === undefined || (hub.feed.append(['s7']), false));
    expect(subscription.results.at(-1)?.data).toMatchObject({ shipMoved: { ship: { port: { name: 'port p-s7' } } } });
  });

  test('a null that no subgraph explains is an error', async () => {
    await using hub = await startGateway(topology);
    hub.ports.execute = async () => ({ data: { _entities: [{ __typename: 'Ship', broken: null }] } });
    const { body } = await hub.post('{ ship(id: "s1") { name broken } }');
    expect(body).toEqual({
      data: { ship: null },
      errors: [expect.objectContaining({ extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) } })],
    });
    hub.feed.append(['s1']);
    const { results } = collect(hub.client(), 'subscription { shipMoved(after: "c0") { cursor ship { broken } } }');
    await until(() => results.length === 1);
    expect(results[0]).toMatchObject({
      data: { shipMoved: { cursor: 'c1', ship: null } },
      errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
  });
});
