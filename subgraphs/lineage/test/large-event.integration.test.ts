import { expect, test } from '@jest/globals';
import { aRunEvent, startIngestServer } from './ingest-server.ts';

/** More than a call can have arguments. */
const count = 130_000;

test('an event about 130,000 datasets is projected, and so is the next', async () => {
  await using server = await startIngestServer();
  const outputs = Array.from({ length: count }, (_, n) => ({ namespace: 'db', name: `part${n}` }));
  const large = await server.post('/api/v1/lineage', JSON.stringify(aRunEvent({ inputs: [], outputs })));
  const next = await server.post('/api/v1/lineage', JSON.stringify(aRunEvent({ job: { namespace: 'shop', name: 'next' } })));
  expect([large.status, next.status]).toEqual([201, 201]);
  await server.log.settle(100_000);
  const { rows } = await server.database.pool.query(
    `select n.name, count(*)::int as edges from lineage.edge e join lineage.node n on n.id = e.job group by n.name order by n.name`,
  );
  expect(rows).toEqual([
    { name: 'load_orders', edges: count },
    { name: 'next', edges: 2 },
  ]);
  expect(await server.log.quarantine('lineage.openlineage')).toEqual([]);
}, 120_000);
