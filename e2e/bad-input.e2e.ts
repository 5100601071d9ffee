import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aRunEvent, openSocket } from '@hotpass/testkit';
import { topologies, type RunningTopology } from './support/topologies.ts';

const mebibyte = 1024 * 1024;

function nested(levels: number): string {
  return `{ runs(first: 1) { nodes { ${'parent { '.repeat(levels - 3)}id${' }'.repeat(levels - 3)} } } }`;
}

/** Fourteen fragments that name each other twice: a planner that meets them expands 2^14 selections. */
function nestedFragments(count: number): string {
  const fragments = Array.from({ length: count }, (_one, index) =>
    index === count - 1
      ? `fragment F${index} on Run { id }`
      : `fragment F${index} on Run { a: parent { ...F${index + 1} } b: parent { ...F${index + 1} } }`,
  );
  return `{ runs(first: 1) { nodes { ...F0 } } } ${fragments.join(' ')}`;
}

const listsOfLists = '{ runs(first: 100) { nodes { job { runs(first: 100) { nodes { job { runs(first: 100) { nodes { id } } } } } } } } }';
const aliases = `{ ${Array.from({ length: 1_000 }, (_one, index) => `a${index}: __typename`).join(' ')} }`;
const tokens = `{ runs(first: 1) { nodes { ${'id '.repeat(50_000)} } } }`;

const badQueries = [
  ['a query 30 levels deep', nested(30)],
  ['1,000 aliases', aliases],
  ['50,000 tokens', tokens],
  ['the nested-fragment query', nestedFragments(14)],
  ['a query of legal depth that multiplies lists', listsOfLists],
] as const;

const named = (name: string): string => JSON.stringify(aRunEvent({ job: { namespace: 'bad', name } }));

const badBodies = [
  ['what is not JSON', 'not json', {}, 400, 'BAD_USER_INPUT'],
  ['a JSON array', JSON.stringify([aRunEvent()]), {}, 400, 'BAD_USER_INPUT'],
  [
    'invalid UTF-8',
    Buffer.concat([Buffer.from(named('x').slice(0, -1)), Buffer.from(',"a":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
    {},
    400,
    'BAD_USER_INPUT',
  ],
  ['U+0000', named('a\u0000b'), {}, 400, 'BAD_USER_INPUT'],
  ['a lone surrogate in a name', named('x').replace('"x"', '"\\ud800"'), {}, 400, 'BAD_USER_INPUT'],
  ['an unknown shape', '{"hello":"world"}', {}, 400, 'BAD_USER_INPUT'],
  ['a name of 10,000 characters', named('n'.repeat(10_000)), {}, 400, 'BAD_USER_INPUT'],
  ['a body of 17 MiB', Buffer.alloc(17 * mebibyte, ' '), {}, 413, 'LIMIT_EXCEEDED'],
  ['a gzip bomb', gzipSync(Buffer.alloc(200 * mebibyte)), { 'content-encoding': 'gzip' }, 413, 'LIMIT_EXCEEDED'],
] as const;

describe.each(topologies)('bad input in $name', ({ start }) => {
  let topology: RunningTopology;
  beforeAll(async () => {
    topology = await start();
  });
  afterAll(async () => topology[Symbol.asyncDispose]());

  async function nextCallerIsServed(): Promise<void> {
    const [entry] = await topology.graph.post(aRunEvent({ job: 'next-caller' }));
    const { data, errors } = await topology.graph.graphql(
      '{ job(namespace: "example", name: "next-caller") { name latestRun { state } } }',
      {},
      { minPosition: entry! },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ job: { name: 'next-caller', latestRun: { state: 'COMPLETED' } } });
  }

  test.each(badQueries)('%s is refused before it is planned, on HTTP and on WebSocket', async (_name, query) => {
    const overHttp = await topology.graph.graphql(query);
    expect(overHttp.errors![0]!.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect(overHttp.data ?? null).toBeNull();
    await using subscription = topology.graph.subscribe(query);
    const overSocket = await subscription.next().catch((refusal: unknown) => ({ errors: refusal }));
    expect(JSON.stringify(overSocket)).toContain('LIMIT_EXCEEDED');
    await nextCallerIsServed();
  });

  test.each(badBodies)('%s is answered with a code and a sentence, and is not stored', async (_name, body, headers, status, code) => {
    const answer = await topology.graph.postBytes(body as string | Uint8Array<ArrayBuffer>, { headers });
    expect(answer).toMatchObject({ status, body: { error: { code, message: expect.stringMatching(/\.$/) } } });
    await nextCallerIsServed();
  });

  test('odd but storable events are stored: a number beyond 2^53, far and unreadable times, a long CJK name', async () => {
    const cjk = '数'.repeat(2_048);
    const bigNumber = named('big').replace('"producer"', '"big":90071992547409931234,"producer"');
    for (const body of [bigNumber, named(cjk)]) expect(await topology.graph.postBytes(body)).toMatchObject({ status: 201 });
    for (const [eventTime, flag] of [
      ['yesterday', 'TIME_UNREADABLE'],
      ['9999-01-01T00:00:00Z', 'CLOCK_SUSPECT'],
    ] as const) {
      const answer = await topology.graph.postBytes(JSON.stringify(aRunEvent({ eventTime, job: { namespace: 'bad', name: 'timeless' } })));
      expect(answer).toMatchObject({ status: 201, body: { conformance: { flags: [flag] } } });
    }
    await nextCallerIsServed();
    const { data } = await topology.graph.graphql(
      'query($cjk: String!) { long: job(namespace: "bad", name: $cjk) { name } none: job(namespace: "bad", name: "timeless") { id } }',
      { cjk },
    );
    expect(data).toEqual({ long: { name: cjk }, none: null });
  });

  test('a page of another origin gets nothing over HTTP or WebSocket', async () => {
    const { url } = topology.graph;
    const origin = 'https://evil.example';
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: '{"query":"{ namespaces { nodes { id } } }"}',
    });
    expect(answer.status).toBe(403);
    expect(await answer.text()).not.toContain('namespaces');
    for (const path of ['/api/v1/lineage', '/readiness', '/metrics']) {
      expect((await fetch(`${url}${path}`, { method: path.startsWith('/api') ? 'POST' : 'GET', headers: { origin } })).status).toBe(403);
    }
    expect(await openSocket(`${url.replace('http', 'ws')}/graphql`, { origin })).toBe(403);
    expect(await openSocket(`${url.replace('http', 'ws')}/graphql`, { host: 'evil.example' })).toBe(403);
    expect(await openSocket(`${url.replace('http', 'ws')}/graphql`, {})).toBe(101);
  });
});
