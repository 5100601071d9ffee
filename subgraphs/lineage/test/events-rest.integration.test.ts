import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { testWithFixtures } from '@hotpass/testkit';
import { aRunEvent, startIngestServer, type IngestServer } from './ingest-server.ts';

interface Listed {
  readonly status: number;
  readonly text: string;
  readonly link: string | null;
  readonly body: { readonly totalCount: number; readonly events: readonly { readonly eventTime: string; readonly padding?: string }[] };
}

let server: IngestServer;
const texts = [1, 2, 3, 4, 5].map((day) => JSON.stringify(aRunEvent({ eventTime: `2026-01-0${day}T08:00:00Z` })));
// What parsing would change: a number beyond doubles, a key twice, spaces.
texts[2] = texts[2]!.replace('{', '{ "n": 12345678901234567890.10, "twice": 1, "twice": 2,');

beforeAll(async () => {
  server = await startIngestServer();
  for (const text of texts) await server.post('/api/v1/lineage', text);
  await server.log.settle();
});
afterAll(async () => server[Symbol.asyncDispose]());

async function list(query = ''): Promise<Listed> {
  const response = await fetch(`${server.url}/api/v1/events/lineage${query}`);
  const text = await response.text();
  return { status: response.status, text, link: response.headers.get('link'), body: JSON.parse(text) };
}

test('events come newest first with their bytes as received', async () => {
  const { status, text, body, link } = await list();
  expect(status).toBe(200);
  expect(text).toBe(`{"events":[${texts.toReversed().join(',')}],"totalCount":5}`);
  expect(body.totalCount).toBe(5);
  expect(link).toBeNull();
});

test.each([
  ['?limit=2', [4, 3]],
  ['?limit=2&offset=4', [0]],
  ['?limit=0', []],
  ['?sortDirection=asc&limit=2', [0, 1]],
  ['?sortDirection=DESC&limit=1', [4]],
  ['?after=2026-01-02T08:00:00Z&before=2026-01-04T08:00:00Z', [2, 1]],
  ['?after=2026-01-02T10:00:00%2B02:00&before=2026-01-04T09:00:00+01:00', [2, 1]],
  ['?before=2020-01-01T00:00:00Z', []],
  ['?offset=100', []],
])('%s', async (query, expected) => {
  const { text, body } = await list(query);
  const total = query.includes('after') ? 2 : query.includes('before') ? 0 : 5;
  expect(text).toBe(`{"events":[${expected.map((index) => texts[index]).join(',')}],"totalCount":${total}}`);
  expect(body.events).toHaveLength(expected.length);
});

test.each(['limit=-1', 'limit=x', 'limit=100000', 'offset=1e3', 'before=yesterday', 'after=', 'sortDirection=up'])(
  '%s is refused',
  async (query) => {
    const response = await fetch(`${server.url}/api/v1/events/lineage?${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'BAD_USER_INPUT', argument: query.split('=')[0] } });
  },
);

test('pages follow one another by the link', async () => {
  const seen: string[] = [];
  for (let query: string | null = '?limit=2'; query !== null;) {
    const { body, link }: Listed = await list(query);
    seen.push(...body.events.map(({ eventTime }) => eventTime));
    query = link === null ? null : (/\?([^>]+)>; rel="next"/.exec(link)?.[0].split('>')[0] ?? null);
  }
  expect(seen).toHaveLength(5);
  expect(new Set(seen).size).toBe(5);
});

test('an answer is cut before it grows beyond bounds, and says where to go on', async () => {
  await using large = await startIngestServer();
  const padding = 'x'.repeat(6 * 1024 * 1024);
  for (const day of [1, 2, 3, 4]) {
    await large.post('/api/v1/lineage', JSON.stringify(aRunEvent({ eventTime: `2026-01-0${day}T08:00:00Z`, padding })));
  }
  await large.log.settle();
  const response = await fetch(`${large.url}/api/v1/events/lineage?limit=10`);
  const { events, totalCount } = (await response.json()) as Listed['body'];
  expect([events.length, totalCount]).toEqual([2, 4]);
  expect(response.headers.get('link')).toBe('</api/v1/events/lineage?limit=10&offset=2>; rel="next"');
}, 60_000);

test('an event whose time cannot be read comes last, and one accepted is listed once', async () => {
  await using other = await startIngestServer();
  const timeless = JSON.stringify(aRunEvent({ eventTime: 'yesterday' }));
  const { body } = await other.post('/api/v1/lineage', timeless);
  const dated = JSON.stringify(aRunEvent());
  await other.post('/api/v1/lineage', dated);
  await other.log.settle();
  await other.graphql(`mutation { acceptLineageEvent(input: { eventId: "${body.id}", eventTime: "2026-01-01T00:00:00Z" }) { entryId } }`);
  await other.log.settle();
  const text = await (await fetch(`${other.url}/api/v1/events/lineage`)).text();
  expect(text).toBe(`{"events":[${dated},${timeless}],"totalCount":2}`);
});

testWithFixtures(test, 'the golden events are listed as Marquez lists them', async (folder) => {
  await using other = await startIngestServer();
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, 'marquez-golden', name), 'utf8'));
  for (const event of read('events.json') as object[]) await other.post('/api/v1/lineage', JSON.stringify(event));
  await other.log.settle();
  const answers = read('answers.json') as { request: string; body: Listed['body'] }[];
  const theirs = answers.find(({ request }) => request.includes('/events/lineage'));
  const ours = (await (await fetch(`${other.url}/api/v1/events/lineage?limit=3&sortDirection=desc`)).json()) as Listed['body'];
  const summary = ({ events, totalCount }: Listed['body']): unknown => [totalCount, events.map(({ eventTime }) => Date.parse(eventTime))];
  expect(summary(ours)).toEqual(summary(theirs!.body));
  expect(Object.keys(ours).toSorted()).toEqual(Object.keys(theirs!.body).toSorted());
});
