import { expect, test } from '@jest/globals';
import { aRunEvent, startIngestServer } from './ingest-server.ts';
import type { IngestServer } from './ingest-server.ts';

const source = { namespace: 'db', name: 'source' };
const from = (field: string) => ({ ...source, field, transformations: [{ type: 'DIRECT', subtype: 'IDENTITY' }] });

async function count(server: IngestServer, from: string): Promise<number> {
  const { rows } = await server.database.pool.query<{ count: number }>(`select count(*)::int as count from ${from}`);
  return rows[0]!.count;
}

/** Takes the events, projects them, and sets none aside. */
async function send(server: IngestServer, ...events: readonly (object | string)[]): Promise<void> {
  for (const event of events) {
    const { status } = await server.post('/api/v1/lineage', typeof event === 'string' ? event : JSON.stringify(event));
    expect(status).toBe(201);
  }
  await server.log.settle(100_000);
  expect(await server.log.quarantine('lineage.openlineage')).toEqual([]);
}

function output(facets: unknown): object {
  return aRunEvent({ inputs: [], outputs: [{ namespace: 'db', name: 'target', facets }] });
}

test('10,000 columns are projected, told again they write nothing, and one that changes writes one', async () => {
  await using server = await startIngestServer();
  const fields = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`c${n}`, { inputFields: [from(`c${n}`)] }]));
  await send(server, output({ columnLineage: { fields } }));
  expect(await count(server, 'lineage.column_edge')).toBe(10_000);
  await send(server, { ...output({ columnLineage: { fields } }), eventTime: '2026-01-15T09:00:00Z' });
  expect(await count(server, 'lineage.column_edge')).toBe(10_000);
  const changed = { ...fields, c0: { inputFields: [from('other')] } };
  await send(server, { ...output({ columnLineage: { fields: changed } }), eventTime: '2026-01-15T10:00:00Z' });
  expect(await count(server, 'lineage.column_edge')).toBe(10_002);
  expect(await count(server, `lineage.column_edge where valid_to = 'infinity' and known_to = 9223372036854775807`)).toBe(10_000);
  expect(await count(server, 'lineage.column_set')).toBe(2);
}, 120_000);

test('facets of the wrong shape say nothing and harm nothing', async () => {
  await using server = await startIngestServer();
  const shapes: unknown[] = [null, 5, 'text', true, [], [[]], {}, { fields: null }, { fields: [] }, { entries: 5 }, { identifiers: {} }];
  const events = shapes.flatMap((shape) => [
    output({ columnLineage: shape, lineage: shape, symlinks: shape }),
    aRunEvent({ job: { namespace: 'shop', name: 'load_orders', facets: { lineage: shape } } }),
  ]);
  await send(server, ...events);
  for (const table of ['column_edge', 'column_set', 'symlink', 'alias']) expect(await count(server, `lineage.${table}`)).toBe(0);
});

test('a facet 5,000 deep says what it says above', async () => {
  await using server = await startIngestServer();
  const deep = `${'{"a":['.repeat(2_500)}${']}'.repeat(2_500)}`;
  const facet = `{"fields":{"x":{"inputFields":[${JSON.stringify(from('a'))},${deep}]},"y":${deep}}}`;
  const event = JSON.stringify(output({ columnLineage: 'FACET', symlinks: { identifiers: 'DEEP' } }));
  const { status } = await server.post('/api/v1/lineage', event.replace('"FACET"', facet).replace('"DEEP"', `[${deep}]`));
  await server.log.settle(100_000);
  // Taken and read, or refused at the door: never taken and lost.
  expect(await count(server, 'lineage.column_edge')).toBe(status === 201 ? 1 : 0);
  expect(await server.log.quarantine('lineage.openlineage')).toEqual([]);
});

test('columns that no schema has are columns', async () => {
  await using server = await startIngestServer();
  const schema = { fields: [{ name: 'known', type: 'int' }] };
  await send(server, output({ schema, columnLineage: { fields: { unheard_of: { inputFields: [from('nowhere')] } } } }));
  expect(await count(server, `lineage.column_edge where dst_column = 'unheard_of' and src_column = 'nowhere'`)).toBe(1);
});

test('symlinks in a circle, to oneself, and told twice make one thing of many names', async () => {
  await using server = await startIngestServer();
  const named = (name: string, ...targets: string[]): object => ({
    namespace: 'db',
    name,
    facets: { symlinks: { identifiers: targets.map((target) => ({ namespace: 'db', name: target, type: 'TABLE' })) } },
  });
  await send(server, aRunEvent({ inputs: [named('a', 'b', 'a', 'b'), named('b', 'c')], outputs: [named('c', 'a'), named('c', 'c')] }));
  const { rows } = await server.database.pool.query(
    `select m.name as member, r.name as representative from lineage.alias a
     join lineage.node m on m.id = a.member join lineage.node r on r.id = a.representative order by m.name`,
  );
  expect(rows).toEqual([
    { member: 'b', representative: 'a' },
    { member: 'c', representative: 'a' },
  ]);
});

test('a dataset read by 5,000 jobs, of which each reads what it writes', async () => {
  await using server = await startIngestServer();
  const events = Array.from({ length: 5_000 }, (_, n) => {
    const own = { namespace: 'db', name: `own${n}`, facets: { columnLineage: { fields: { x: { inputFields: [from('x')] } } } } };
    return aRunEvent({ job: { namespace: 'shop', name: `job${n}` }, inputs: [source, own], outputs: [own] });
  });
  for (let start = 0; start < events.length; start += 500) {
    const { status } = await server.post('/api/v1/lineage/batch', JSON.stringify(events.slice(start, start + 500)));
    expect(status).toBeLessThan(300);
  }
  await server.log.settle(100_000);
  expect(await count(server, `lineage.edge e join lineage.node n on n.id = e.src where n.name = 'source'`)).toBe(5_000);
  expect(await count(server, 'lineage.edge')).toBe(15_000);
  expect(await count(server, 'lineage.column_edge')).toBe(5_000);
  expect(await server.log.quarantine('lineage.openlineage')).toEqual([]);
}, 120_000);
