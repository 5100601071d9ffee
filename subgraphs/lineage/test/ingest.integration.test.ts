import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { datasetId, jobId, runId } from '@hotpass/kernel';
import type { TestDatabase } from '@hotpass/testkit';
import { aRunEvent, startIngestServer, type Answer } from './ingest-server.ts';

const single = '/api/v1/lineage';
const batch = '/api/v1/lineage/batch';

const bodiesOf = (entries: readonly { body: Uint8Array }[]): string[] => entries.map(({ body }) => Buffer.from(body).toString());

test('an event is answered with 201, the id of its entry and its conformance, and stored byte for byte', async () => {
  await using server = await startIngestServer();
  const event = aRunEvent();
  const text = ` ${JSON.stringify(event, null, 2)}\n`;
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const { status, body } = await server.post(single, text, { traceparent: `00-${traceId}-00f067aa0ba902b7-01` });
  expect({ status, body }).toEqual({
    status: 201,
    body: { id: expect.stringMatching(/^ent_/), conformance: { conforms: true, issues: [], total: 0, flags: [] } },
  });
  await server.log.settle();
  const [entry] = server.entries;
  expect(entry).toMatchObject({
    id: body.id,
    type: 'openlineage.run_event',
    eventTime: new Date('2026-01-15T08:00:00.000Z'),
    actor: 'local',
    traceId,
    decision: { project: true, flags: [] },
    keys: [
      runId((event['run'] as { runId: string }).runId),
      jobId('shop', 'load_orders'),
      datasetId('postgres://db.example.org:5432', 'shop.public.orders'),
      datasetId('postgres://db.example.org:5432', 'shop.public.orders_daily'),
    ],
  });
  expect(bodiesOf(server.entries)).toEqual([text]);
});

test('job and dataset events are taken in', async () => {
  await using server = await startIngestServer();
  const dataset = { namespace: 'shop', name: 'orders' };
  const { eventTime, producer, schemaURL } = aRunEvent();
  for (const subject of [{ job: dataset, inputs: [dataset] }, { dataset }]) {
    expect(await server.post(single, JSON.stringify({ eventTime, producer, schemaURL, ...subject }))).toMatchObject({ status: 201 });
  }
  await server.log.settle();
  expect(server.entries.map(({ type, keys }) => ({ type, keys }))).toEqual([
    { type: 'openlineage.job_event', keys: [jobId('shop', 'orders'), datasetId('shop', 'orders')] },
    { type: 'openlineage.dataset_event', keys: [datasetId('shop', 'orders')] },
  ]);
});

test('a repeat is answered with 200 and the first id, also in gzip, in a batch and through the mutation', async () => {
  await using server = await startIngestServer();
  const text = JSON.stringify(aRunEvent());
  const first = await server.post(single, text);
  expect(await server.post(single, text)).toMatchObject({ status: 200, body: { id: first.body.id } });
  expect(await server.post(single, gzipSync(text), { 'content-encoding': 'gzip' })).toMatchObject({
    status: 200,
    body: { id: first.body.id },
  });
  expect(await server.post(batch, `[${text}]`)).toMatchObject({ status: 204 });
  const mutation = 'mutation ($event: String!) { ingestLineageEvent(input: { event: $event }) { entryId repeated errors { code } } }';
  expect(await server.graphql(mutation, { event: text })).toEqual({
    data: { ingestLineageEvent: { entryId: first.body.id, repeated: true, errors: [] } },
  });
  expect(await server.post(single, `${text} `)).toMatchObject({ status: 201 });
  await server.log.settle();
  expect(bodiesOf(server.entries)).toEqual([text, `${text} `]);
});

test('the same event from many senders at once is stored once', async () => {
  await using server = await startIngestServer();
  const texts = [1, 2, 3].map(() => JSON.stringify(aRunEvent()));
  const answers = await Promise.all(Array.from({ length: 60 }, (_, index) => server.post(single, texts[index % 3]!)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(57);
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(3);
  await server.log.settle();
  expect(server.entries).toHaveLength(3);
});

test('elements of a batch are stored as their exact bytes', async () => {
  await using server = await startIngestServer();
  const elements = [
    JSON.stringify(aRunEvent(), null, 1),
    JSON.stringify(aRunEvent({ big: 1 })).replace('"big":1', '"big" : 9007199254740993, "big":1e400'),
    JSON.stringify(aRunEvent({ text: 'a],[{"\\' })),
  ];
  expect(await server.post(batch, `\n[ ${elements.join(' ,\t')}\n] `)).toMatchObject({ status: 204, body: null });
  await server.log.settle();
  expect(bodiesOf(server.entries)).toEqual(elements);
});

function failed(index: number, pointer: string): unknown {
  return { index, reason: expect.stringContaining(pointer), retriable: false };
}

test('a batch of which a part is refused answers with the partial success of the specification', async () => {
  await using server = await startIngestServer();
  const elements = [
    aRunEvent(),
    { hello: 'world' },
    aRunEvent({ job: { namespace: '', name: 'x' } }),
    7,
    aRunEvent(),
    aRunEvent({ facet: 'a\u0000b' }),
  ];
  const { status, headers, body } = await server.post(batch, JSON.stringify(elements));
  expect(status).toBe(200);
  expect(headers.get('content-type')).toMatch(/^application\/json/);
  expect(body).toEqual({
    status: 'partial_success',
    summary: { received: 6, successful: 2, failed: 4, retriable: 0, non_retriable: 4 },
    failed_events: [failed(1, '/eventTime'), failed(2, '/job/namespace'), failed(3, 'JSON object'), failed(5, 'U+0000')],
  });
  await server.log.settle();
  expect(bodiesOf(server.entries)).toEqual([JSON.stringify(elements[0]), JSON.stringify(elements[4])]);
});

test('a batch larger than one transaction goes in whole, and an empty one too', async () => {
  await using server = await startIngestServer();
  expect(await server.post(batch, '[]')).toMatchObject({ status: 204 });
  const events = Array.from({ length: 300 }, () => aRunEvent());
  expect(await server.post(batch, gzipSync(JSON.stringify(events)), { 'content-encoding': 'gzip' })).toMatchObject({ status: 204 });
  await server.log.settle(50_000);
  expect(bodiesOf(server.entries)).toEqual(events.map((event) => JSON.stringify(event)));
});

test.each(['{"a":1}', '[1,', 'null', '"[]"'])('%s is no batch', async (text) => {
  await using server = await startIngestServer();
  expect(await server.post(batch, text)).toMatchObject({
    status: 400,
    body: { error: { code: 'BAD_USER_INPUT', issues: [{ pointer: '' }] } },
  });
});

test('more events than the queue holds are turned away with Retry-After, and what was acknowledged is stored', async () => {
  await using server = await startIngestServer({ limits: { maxEntries: 5, maxBytes: 100_000, batchEntries: 2, batchBytes: 10_000 } });
  const texts = Array.from({ length: 60 }, () => JSON.stringify(aRunEvent()));
  const answers: Answer[] = await Promise.all(texts.map((text) => server.post(single, text)));
  const refused = answers.filter(({ status }) => status === 503);
  expect(refused.length).toBeGreaterThan(0);
  for (const { headers, body } of refused) {
    expect(body.error).toMatchObject({ code: 'UNAVAILABLE', requestId: expect.any(String) });
    expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  }
  await server.log.settle();
  const acknowledged = answers.filter(({ status }) => status === 201).map(({ body }) => body.id);
  expect(server.entries.map(({ id }) => id).toSorted()).toEqual(acknowledged.toSorted());
  expect(await server.post(single, refused.length > 0 ? texts[answers.indexOf(refused[0]!)]! : '')).toMatchObject({ status: 201 });
});

test('a database that is away is answered with 503 and Retry-After, and comes back', async () => {
  await using server = await startIngestServer();
  const text = JSON.stringify(aRunEvent());
  await using outage = await cutOff(server.database);
  const answer = await server.post(single, text);
  expect(answer).toMatchObject({ status: 503, body: { error: { code: 'UNAVAILABLE' } } });
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect(await server.post(batch, `[${text}]`)).toMatchObject({ status: 503 });
  await outage[Symbol.asyncDispose]();
  expect(await server.post(single, text)).toMatchObject({ status: 201 });
});

/** Ends every session but its own and lets no other in, until it is disposed of. */
async function cutOff({ pool }: TestDatabase): Promise<AsyncDisposable> {
  const session = await pool.connect();
  const limit = (connections: number): Promise<unknown> =>
    session.query(`do $$ begin execute format('alter database %I connection limit ${connections}', current_database()); end $$`);
  let isOver = false;
  const end = async (): Promise<void> => {
    if (isOver) return;
    isOver = true;
    await limit(-1).finally(() => session.release());
  };
  await limit(0);
  await session.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  return { [Symbol.asyncDispose]: end };
}
