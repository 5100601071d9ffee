import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { parseOptions } from './options.ts';
import { runDemo } from './run-demo.ts';

let server: Server;
let url: string;
let directory: string;
let batches: unknown[][];
let said: string;
/** Why it is not ready, one for each time it is asked. */
let reasons: string[];
const variables = { ...process.env };

/** A hub that takes batches, and single events that have a job. */
function answer(path: string, body: string): { status: number; body?: unknown } {
  if (path === '/readiness') {
    const [reason] = reasons.splice(0, 1);
    return { status: reason === undefined ? 200 : 503, body: { reasons: reason === undefined ? [] : [reason] } };
  }
  const parsed: unknown = JSON.parse(body);
  if (Array.isArray(parsed)) {
    batches.push(parsed);
    return { status: 204 };
  }
  if (body.includes('"job"')) return { status: 201, body: {} };
  return { status: 400, body: { error: { code: 'BAD_USER_INPUT', message: 'This has no job.' } } };
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hotpass-run-demo-'));
  process.env['HOTPASS_DATA_DIR'] = directory;
  batches = [];
  said = '';
  reasons = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((said += String(text)), true));
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((said += String(text)), true));
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const given = answer(request.url ?? '', body);
    response.writeHead(given.status).end(given.body === undefined ? undefined : JSON.stringify(given.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});

afterEach(async () => {
  jest.restoreAllMocks();
  process.env = { ...variables };
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(directory, { recursive: true });
});

async function demo(...argv: string[]): Promise<number> {
  return await runDemo(parseOptions(['--url', url, ...argv]), new AbortController().signal);
}

test('a history is sent once; the next demo finds it told', async () => {
  expect(await demo('--once', '--end', '2026-03-09T00:00:00Z')).toBe(0);
  const sent = batches.flat().length;
  expect(sent).toBeGreaterThan(1_500);
  expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(100);
  expect(said).toContain('taken (new or repeated), 0 refused.');
  expect(await readdir(directory)).toEqual([`demo-${new URL(url).host.replace(':', '-')}.json`]);
  expect(await demo('--once')).toBe(0);
  expect(batches.flat()).toHaveLength(sent);
  expect(said).toContain('The week is told already.');
});

test('own events are sent in place of the world, and exit code 1 says that one was refused, and which', async () => {
  const file = join(directory, 'own.jsonl');
  await writeFile(file, '{"job":{"name":"a"}}\n{"name":"b"}\n');
  expect(await demo('--events', file)).toBe(1);
  expect(said).toContain(`2 events sent: 1 new, 1 refused.\n  ${file}:2: This has no job. (HTTP 400, BAD_USER_INPUT)`);
  await writeFile(file, '{"job":{"name":"a"}}\n');
  expect(await demo('--events', file)).toBe(0);
});

test('nothing is sent until the hub is ready, and its reasons are shown', async () => {
  reasons = ['The database is starting.', 'The database is starting.', 'The graph is being composed.'];
  const file = join(directory, 'own.json');
  await writeFile(file, '{"job":{"name":"a"}}');
  expect(await demo('--events', file)).toBe(0);
  expect(reasons).toEqual([]);
  expect(said.match(/Waiting for the hub: .*/g)).toEqual([
    'Waiting for the hub: The database is starting.',
    'Waiting for the hub: The graph is being composed.',
  ]);
});
