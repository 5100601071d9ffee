import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestHub, type TestHub } from '@hotpass/testkit';

const asBrowser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
});

afterAll(async () => hub[Symbol.asyncDispose]());

test.each(['/', '/lineage/ds_1/some-name?up=2', '/runs', '/nothing/here'])('a browser that opens %s gets the page', async (path) => {
  const answer = await fetch(`${hub.url}${path}`, { headers: asBrowser });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
  expect(answer.headers.get('cache-control')).toBe('no-cache');
  expect(await answer.text()).toContain('<div id="app">');
});

test('nothing in the page may run or load from elsewhere', async () => {
  const answer = await fetch(`${hub.url}/`, { headers: asBrowser });
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  const page = await answer.text();
  expect(page).not.toMatch(/<style|style=|<script(?![^>]*src=)|https?:\/\//);
});

test('its files come compressed and are kept for ever', async () => {
  const page = await (await fetch(`${hub.url}/`, { headers: asBrowser })).text();
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? '';
  for (const encoding of ['br', 'gzip']) {
    const answer = await fetch(`${hub.url}${script}`, { headers: { 'accept-encoding': encoding } });
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, encoding]);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-type')).toMatch(/javascript/);
  }
});

test.each([
  ['/assets/index-00000000.js', '*/*'],
  ['/assets/..%2f..%2fpackage.json', 'text/html'],
  ['/.vite/operations.json', '*/*'],
  ['/api/v1/nothing', 'text/html'],
  ['/lineage', 'application/json'],
])('%s asked for as %s is an error and no page', async (path, accept) => {
  const answer = await fetch(`${hub.url}${path}`, { headers: { accept } });
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toMatch(/json/);
});

test('the licences of what the page is made of are there, those of its fonts too', async () => {
  const answer = await fetch(`${hub.url}/licenses.txt`, { headers: asBrowser });
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
  const text = await answer.text();
  for (const name of ['react', '@xyflow/react', 'lucide-react', '@fontsource/ibm-plex-mono', '@fontsource-variable/instrument-sans']) {
    expect(text).toMatch(new RegExp(`^## ${name} - [^\n]+\\)\n\n\\S`, 'm'));
  }
});

test('the explorer stays where it was', async () => {
  const answer = await fetch(`${hub.url}/graphql`, { headers: asBrowser });
  expect(await answer.text()).toContain('<div id="explorer">');
});

test('the hub keeps the operations of the page under their ids', async () => {
  const manifest = await readFile(new URL('../../web/dist/.vite/operations.json', import.meta.url), 'utf8');
  const { operations } = JSON.parse(manifest) as { operations: readonly { id: string; name: string }[] };
  const sha256Hash = operations.find(({ name }) => name === 'StartChanges')?.id;
  const body = JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
  const answer = await fetch(`${hub.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect(await answer.json()).toMatchObject({ data: { recentChanges: { nodes: [] } } });
});
