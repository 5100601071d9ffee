import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { maxNestingDepth } from '../src/ingest/slice-array.ts';
import { aRunEvent, startIngestServer, type IngestServer } from './ingest-server.ts';

const single = '/api/v1/lineage';
const mebibyte = 1024 * 1024;

let server: IngestServer;

beforeAll(async () => {
  server = await startIngestServer({ clock: { now: () => new Date('2026-01-15T09:00:00Z') } });
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

/** What was sent costs the next caller nothing. */
async function expectNextIsStored(): Promise<void> {
  const { status, body } = await server.post(single, JSON.stringify(aRunEvent()));
  expect(status).toBe(201);
  expect(body.conformance.conforms).toBe(true);
}

async function storedCount(): Promise<number> {
  const { rows } = await server.database.pool.query<{ count: number }>('select count(*)::int as count from log.entry');
  return rows[0]!.count;
}

/** A valid event of exactly this many bytes. */
function eventOfSize(bytes: number): Buffer {
  const text = JSON.stringify(aRunEvent({ padding: '' }));
  return Buffer.from(text.replace('"padding":""', `"padding":"${'x'.repeat(bytes - text.length)}"`));
}

const nested = (depth: number): string => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);

describe('refused, not stored', () => {
  const text = JSON.stringify(aRunEvent());
  const withName = (name: string): string => JSON.stringify(aRunEvent({ job: { namespace: 'shop', name } }));
  const withOutput = (name: string): string => JSON.stringify(aRunEvent({ outputs: [{ namespace: 'shop', name }] }));

  test.each<[string, string | Buffer, string[]]>([
    ['nothing', '', ['']],
    ['no JSON', 'hello', ['']],
    ['a cut body', text.slice(0, -20), ['']],
    ['NaN', text.replace('"COMPLETE"', 'NaN'), ['']],
    ['a byte order mark', `\uFEFF${text}`, ['']],
    ['an array to the single endpoint', `[${text}]`, ['']],
    ['a string', '"event"', ['']],
    ['null', 'null', ['']],
    ['invalid UTF-8', Buffer.concat([Buffer.from('{"job":"'), Buffer.from([0xe9]), Buffer.from('"}')]), ['']],
    ['U+0000 in a name', withName('a\0b'), ['']],
    ['U+0000 in a facet', JSON.stringify(aRunEvent({ note: '\0' })), ['']],
    ['U+0000 in a key', JSON.stringify(aRunEvent({ '\0': 1 })), ['']],
    ['a lone surrogate in a job name', withName('a\ud800'), ['/job/name']],
    ['a lone surrogate in a dataset name', withOutput('\udc00'), ['/outputs/0/name']],
    ['a job name of 10,000 characters', withName('x'.repeat(10_000)), ['/job/name']],
    ['a dataset name of 2,049 CJK characters', withOutput('語'.repeat(2_049)), ['/outputs/0/name']],
    ['an unknown shape', '{"hello":"world"}', ['/eventTime', '']],
    ['an event without time', JSON.stringify(aRunEvent({ eventTime: undefined })), ['/eventTime']],
    ['a time that is a number', JSON.stringify(aRunEvent({ eventTime: 1768464000 })), ['/eventTime']],
    ['empty names', JSON.stringify(aRunEvent({ job: { namespace: '', name: '' } })), ['/job/namespace', '/job/name']],
    ['bottomless nesting', `{"a":${nested(maxNestingDepth)}}`, ['']],
    ['100,000 open brackets', '['.repeat(100_000), ['']],
  ])('%s', async (_what, body, pointers) => {
    const before = await storedCount();
    const answer = await server.post(single, body);
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: 'BAD_USER_INPUT', requestId: answer.headers.get('x-request-id') } },
    });
    expect(answer.body.error.message).toMatch(/\.$/);
    expect(answer.body.error.issues.map(({ pointer }) => pointer)).toEqual(pointers);
    expect(await storedCount()).toBe(before);
    await expectNextIsStored();
  });

  test.each<[string, () => Buffer, Record<string, string>]>([
    ['a body of 17 MiB', () => eventOfSize(17 * mebibyte), {}],
    ['a body of 16 MiB and one byte', () => eventOfSize(16 * mebibyte + 1), {}],
    ['a body of 17 MiB in gzip', () => gzipSync(eventOfSize(17 * mebibyte)), { 'content-encoding': 'gzip' }],
    ['a gzip bomb', () => gzipSync(Buffer.alloc(160 * mebibyte, ' ')), { 'content-encoding': 'gzip' }],
    ['a batch of more than 100,000 elements', () => Buffer.from(`[${'0,'.repeat(100_000)}0]`), {}],
  ])('%s', async (what, body, headers) => {
    const path = what.includes('batch') ? `${single}/batch` : single;
    const before = await storedCount();
    expect(await server.post(path, body(), headers)).toMatchObject({ status: 413, body: { error: { code: 'LIMIT_EXCEEDED' } } });
    expect(await storedCount()).toBe(before);
    await expectNextIsStored();
  });

  test.each<[string, number, Record<string, string>]>([
    ['a form', 415, { 'content-type': 'application/x-www-form-urlencoded' }],
    ['text', 415, { 'content-type': 'text/plain' }],
    ['another charset', 415, { 'content-type': 'application/json; charset=latin1' }],
    ['no type at all', 415, { 'content-type': '' }],
    ['deflate', 415, { 'content-encoding': 'deflate' }],
    ['gzip twice', 415, { 'content-encoding': 'gzip, gzip' }],
    ['gzip that is none', 400, { 'content-encoding': 'gzip' }],
  ])('%s', async (_what, status, headers) => {
    expect(await server.post(single, text, headers)).toMatchObject({ status, body: { error: { code: 'BAD_USER_INPUT' } } });
    await expectNextIsStored();
  });

  test.each(['GET', 'PUT', 'PATCH', 'DELETE'])('%s', async (method) => {
    const response = await fetch(server.url + single, { method });
    expect({ status: response.status, allow: response.headers.get('allow') }).toEqual({ status: 405, allow: 'POST' });
    expect(await response.json()).toMatchObject({ error: { code: 'BAD_USER_INPUT' } });
    await expectNextIsStored();
  });
});

describe('stored as it is', () => {
  const event = (changes: Record<string, unknown>): string => JSON.stringify(aRunEvent(changes));

  test.each<[string, string, string[]]>([
    ['a number beyond 2^53', event({ big: 1 }).replace('"big":1', '"big":9007199254740993'), []],
    ['duplicate keys', event({ note: 1 }).replace('"note":1', '"note":1,"note":2'), []],
    ['a key called __proto__', event({ note: 1 }).replace('"note"', '"__proto__"'), []],
    ['a lone surrogate in a facet', event({ note: '\ud800' }), []],
    ['a dataset name of 2,048 CJK characters', event({ outputs: [{ namespace: 'shop', name: '語'.repeat(2_048) }] }), []],
    ['nesting 2,000 deep', event({ note: 1 }).replace('"note":1', `"note":${nested(2_000)}`), []],
    ['nesting up to the limit', event({ note: 1 }).replace('"note":1', `"note":${nested(maxNestingDepth - 1)}`), []],
    ['a time without zone', event({ eventTime: '2026-01-15T08:00:00' }), ['TIME_ASSUMED_UTC']],
    ['the time "yesterday"', event({ eventTime: 'yesterday' }), ['TIME_UNREADABLE']],
    ['the year 9999', event({ eventTime: '9999-12-31T23:59:59Z' }), ['CLOCK_SUSPECT']],
    ['a time 24 hours ahead', event({ eventTime: '2026-01-16T09:00:00.000Z' }), []],
    ['a time a millisecond further ahead', event({ eventTime: '2026-01-16T09:00:00.001Z' }), ['CLOCK_SUSPECT']],
  ])('%s', async (_what, text, flags) => {
    const { status, body } = await server.post(single, text);
    expect({ status, flags: body.conformance.flags }).toEqual({ status: 201, flags });
    await server.log.settle();
    const entry = server.entries.find(({ id }) => id === body.id);
    expect(Buffer.from(entry!.body).toString()).toBe(text);
    const waits = flags.filter((flag) => flag !== 'TIME_ASSUMED_UTC');
    expect(entry!.decision).toEqual({ project: waits.length === 0, flags: waits });
    await expectNextIsStored();
  });

  test('a body of exactly 16 MiB, plain and in gzip', async () => {
    const text = eventOfSize(16 * mebibyte);
    expect(text.length).toBe(16 * mebibyte);
    expect(await server.post(single, text)).toMatchObject({ status: 201 });
    expect(await server.post(single, gzipSync(text), { 'content-encoding': 'gzip' })).toMatchObject({ status: 200 });
    await expectNextIsStored();
  });
});

test('a client that goes away in the middle of its body costs nothing', async () => {
  const abort = new AbortController();
  const body = new ReadableStream({ start: (stream) => stream.enqueue(Buffer.from('{"eventTime":')) });
  const request = fetch(server.url + single, {
    method: 'POST',
    body,
    duplex: 'half',
    signal: abort.signal,
    headers: { 'content-type': 'application/json' },
  } as RequestInit);
  setImmediate(() => abort.abort());
  await expect(request).rejects.toMatchObject({ name: 'AbortError' });
  await expectNextIsStored();
});

test('nothing of all this stays behind: no entry is in quarantine', async () => {
  await server.log.settle();
  for (const consumer of ['lineage.openlineage', 'lineage.conformance']) expect(await server.log.quarantine(consumer)).toEqual([]);
  expect(server.log.problems()).toEqual([]);
});
