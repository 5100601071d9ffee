import { expect, test } from '@jest/globals';
import { startGateway, type Topology } from './start-gateway.ts';

const topologies: readonly Topology[] = ['in process', 'over HTTP'];

test.each(topologies)('%s: a query joins fields of two subgraphs', async (topology) => {
  await using hub = await startGateway(topology);
  const { status, body } = await hub.post('{ vessel: ship(id: "s1") { name port { name } } }');
  expect({ status, body }).toEqual({ status: 200, body: { data: { vessel: { name: 'ship s1', port: { name: 'port p-s1' } } } } });
});

test.each(topologies)('%s: an event carries fields of two subgraphs, with alias, argument and fragment', async (topology) => {
  await using hub = await startGateway(topology);
  const client = hub.client();
  const results = client.iterate({
    query:
      'subscription ($after: String) { live: shipMoved(after: $after) { ...Move } } fragment Move on ShipMoved { at: cursor note(loud: true) ship { name captain port { name } } }',
    variables: { after: 'c0' },
  });
  hub.feed.append(['s1']);
  const { value } = await results.next();
  expect(value).toEqual({
    data: { live: { at: 'c1', note: 'C1', ship: { name: 'ship s1', captain: 'captain of s1', port: { name: 'port p-s1' } } } },
    extensions: { cursor: 'c1' },
  });
  await results.return?.();
  await client.dispose();
});
