import { expect, test } from '@jest/globals';
import { jobId, systemPrincipal } from '@hotpass/kernel';
import { conformanceProjector } from '../src/conformance/conformance.projector.ts';
import { EventRepository } from '../src/events/event.repository.ts';
import { aRunEvent, startIngestServer, type IngestServer } from './ingest-server.ts';
import { startLineage } from './lineage-under-test.ts';

const fields = 'id kind producer eventTime receivedAt conforms issues { pointer rule message schema } issueCount flags';

async function send(server: IngestServer, ...events: Record<string, unknown>[]): Promise<string[]> {
  const ids: string[] = [];
  for (const event of events) ids.push((await server.post('/api/v1/lineage', JSON.stringify(event))).body.id);
  await server.log.settle();
  return ids;
}

interface Page {
  readonly nodes: readonly { readonly id: string; readonly conforms: boolean }[];
  readonly cursor: string;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

interface ReportAnswer {
  readonly conformanceReport: object | null;
}

async function page(server: IngestServer, args = ''): Promise<Page> {
  const { data, errors } = await server.graphql<{ conformanceReports: Page }>(
    `{ conformanceReports${args} { nodes { id conforms } cursor pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
  );
  expect(errors).toBeUndefined();
  return data.conformanceReports;
}

test('the report of an event is what ingest answered, and more', async () => {
  await using server = await startIngestServer();
  const { body } = await server.post(
    '/api/v1/lineage',
    JSON.stringify(aRunEvent({ eventType: 'complete', producer: 7, eventTime: '2026-01-15T08:00:00' })),
  );
  await server.log.settle();
  const { data } = await server.graphql<ReportAnswer>(`query ($id: ID!) { conformanceReport(entryId: $id) { ${fields} } }`, {
    id: body.id,
  });
  const { issues, total, flags } = body.conformance;
  expect(total).toBe(3);
  expect(issues.map(({ pointer }) => pointer).toSorted()).toEqual(['/eventTime', '/eventType', '/producer']);
  expect(data.conformanceReport).toMatchObject({
    id: body.id,
    kind: 'RUN',
    producer: null,
    eventTime: '2026-01-15T08:00:00.000Z',
    receivedAt: expect.stringMatching(/Z$/),
    conforms: false,
    issues,
    issueCount: 3,
    flags,
  });
  expect(flags).toEqual(['TIME_ASSUMED_UTC']);
});

test('an event that waits for a replay has its report, and an unknown id has none', async () => {
  await using server = await startIngestServer();
  const [id] = await send(server, aRunEvent({ eventTime: 'yesterday' }));
  const query = `query ($id: ID!) { conformanceReport(entryId: $id) { ${fields} } }`;
  expect((await server.graphql<ReportAnswer>(query, { id })).data.conformanceReport).toMatchObject({
    id,
    eventTime: null,
    flags: ['TIME_UNREADABLE'],
  });
  expect(await server.graphql(query, { id: 'ent_unknown' })).toEqual({ data: { conformanceReport: null } });
});

test('reports are paged newest first and filtered', async () => {
  await using server = await startIngestServer();
  const events = Array.from({ length: 7 }, (_, index) => aRunEvent(index % 2 === 0 ? {} : { eventType: 'complete' }));
  const ids = (await send(server, ...events)).toReversed();
  const first = await page(server, '(first: 4)');
  expect(first.nodes.map(({ id }) => id)).toEqual(ids.slice(0, 4));
  expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  const second = await page(server, `(first: 4, after: "${first.pageInfo.endCursor}")`);
  expect(second.nodes.map(({ id }) => id)).toEqual(ids.slice(4));
  expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  const broken = await page(server, '(filter: { conforms: false })');
  expect(broken.nodes).toEqual([ids[1], ids[3], ids[5]].map((id) => ({ id, conforms: false })));
  expect((await page(server, '(filter: { conforms: true })')).nodes).toHaveLength(4);
  expect(broken.cursor).toEqual(first.cursor);
});

test('reports are found by producer, job, flags and since when', async () => {
  await using server = await startIngestServer();
  const [one, other, flagged] = await send(
    server,
    aRunEvent(),
    aRunEvent({ producer: 'https://example.org/other', job: { namespace: 'shop', name: 'other' } }),
    aRunEvent({ eventTime: 'yesterday' }),
  );
  const found = async (filter: string): Promise<string[]> => (await page(server, `(filter: { ${filter} })`)).nodes.map(({ id }) => id);
  expect(await found('producer: "https://example.org/other"')).toEqual([other]);
  expect(await found(`jobId: "${jobId('shop', 'other')}"`)).toEqual([other]);
  expect(await found('flags: [TIME_UNREADABLE, CLOCK_SUSPECT]')).toEqual([flagged]);
  expect(await found('since: "2020-01-01T00:00:00Z"')).toEqual([flagged, other, one]);
  expect(await found('since: "2999-01-01T00:00:00Z"')).toEqual([]);
  expect(await found('jobId: "nonsense"')).toEqual([]);
  const { data } = await server.graphql<{ conformanceReport: object }>(`{ conformanceReport(entryId: "${one}") { event { id jobId } } }`);
  expect(data.conformanceReport).toEqual({ event: { id: one, jobId: jobId('shop', 'load_orders') } });
});

test('reports wait for the place a request names; nothing else waits for their projector', async () => {
  await using lineage = await startLineage();
  const holder = await lineage.database.pool.connect();
  try {
    await holder.query('begin');
    // The consumer's row is there a moment after the subgraph is.
    const lock = `select from log.consumer_owner where name = 'lineage.conformance' for update`;
    while ((await holder.query(lock)).rowCount === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    const [id] = await lineage.post(aRunEvent());
    const ask = (query: string): ReturnType<typeof lineage.execute> => lineage.execute(query, { minPosition: id! });
    expect(await ask('{ job(namespace: "shop", name: "load_orders") { name } }')).toEqual({ data: { job: { name: 'load_orders' } } });
    const late = [{ extensions: { code: 'TIMEOUT' } }];
    expect(await ask(`{ conformanceReport(entryId: "${id}") { id } }`)).toMatchObject({ errors: late });
    expect(await ask('{ conformanceReports { cursor } }')).toMatchObject({ errors: late });
    expect(await lineage.execute('{ conformanceReports { nodes { id } } }')).toEqual({ data: { conformanceReports: { nodes: [] } } });
    await holder.query('rollback');
    expect(await ask(`{ conformanceReport(entryId: "${id}") { id } }`)).toEqual({ data: { conformanceReport: { id } } });
  } finally {
    holder.release(true);
  }
});

test.each(['(first: 0)', '(first: 101)', '(after: "nonsense")', '(after: "WyJ4Il0")'])('%s is refused', async (args) => {
  await using server = await startIngestServer();
  const { errors } = await server.graphql(`{ conformanceReports${args} { nodes { id } } }`);
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('the mutation answers refusals as errors of its payload', async () => {
  await using server = await startIngestServer();
  const mutation = `mutation ($event: String!) { ingestLineageEvent(input: { event: $event }) {
    entryId repeated conformance { conforms issueCount flags } errors { code message path } } }`;
  const answer = async (event: string): Promise<object> =>
    (await server.graphql<{ ingestLineageEvent: object }>(mutation, { event })).data.ingestLineageEvent;
  expect(await answer(JSON.stringify(aRunEvent()))).toEqual({
    entryId: expect.stringMatching(/^ent_/),
    repeated: false,
    conformance: { conforms: true, issueCount: 0, flags: [] },
    errors: [],
  });
  const refused = { entryId: null, repeated: null, conformance: null, errors: [expect.objectContaining({ code: 'BAD_USER_INPUT' })] };
  expect(await answer('{"hello":"world"}')).toEqual(refused);
  expect(await answer(JSON.stringify(aRunEvent()).replace('shop', '\ud800'))).toEqual(refused);
});

test('reports made again from the log are the same', async () => {
  await using server = await startIngestServer();
  await send(
    server,
    aRunEvent(),
    aRunEvent({ eventType: 'complete' }),
    aRunEvent({ eventTime: 'yesterday' }),
    aRunEvent({ inputs: 'none' }),
  );
  const rows = async (): Promise<object[]> =>
    (
      await server.database.pool
        .query(`select e.*, (select array_agg(k.key order by k.key) from lineage.event_key k where k.position = e.position) as keys
       from lineage.event e order by position`)
    ).rows;
  const incremental = await rows();
  expect(incremental).toHaveLength(4);
  const projector = conformanceProjector(new EventRepository());
  await server.log.database.transact(systemPrincipal('test'), {}, async (tx) => {
    await projector.reset(tx);
    await projector.project(tx, server.entries);
    await projector.project(tx, server.entries.slice(1));
  });
  expect(await rows()).toEqual(incremental);
});
