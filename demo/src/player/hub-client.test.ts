import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { HubClient, HubUnavailableError, StoppedError } from './hub-client.ts';

interface Scripted {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** Drop the connection instead of answering. */
  readonly hangUp?: boolean;
}

interface Received {
  readonly path: string;
  readonly body: string;
}

let server: Server;
let url: string;
let script: Scripted[];
let received: Received[];
let waits: string[];

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

beforeEach(async () => {
  script = [];
  received = [];
  waits = [];
  server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      received.push({ path: request.url ?? '', body });
      const next = script.shift();
      if (next === undefined || next.hangUp === true) return response.destroy();
      return response.writeHead(next.status, next.headers).end(next.body === undefined ? undefined : JSON.stringify(next.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function aClient(options: { signal?: AbortSignal; giveUpAfterMs?: number } = {}): HubClient {
  return new HubClient({
    url,
    signal: new AbortController().signal,
    onWaiting: (reason) => waits.push(reason),
    firstDelayMs: 1,
    ...options,
  });
}

const anEvent = Buffer.from('{"eventTime":"2026-03-09T00:00:00Z"}');

describe('one event', () => {
  test('is new with 201 and repeated with 200', async () => {
    script = [{ status: 201 }, { status: 200 }];
    const client = aClient();
    expect(await client.sendOne(anEvent)).toEqual({ kind: 'new' });
    expect(await client.sendOne(anEvent)).toEqual({ kind: 'repeated' });
    expect(received).toEqual([anEvent, anEvent].map((event) => ({ path: '/api/v1/lineage', body: event.toString() })));
  });

  test('refused comes with the words of the hub and its pointers', async () => {
    const error = { code: 'BAD_USER_INPUT', message: 'Not an event.', issues: [{ pointer: '/eventTime', message: 'is missing' }] };
    script = [{ status: 400, body: { error } }];
    expect(await aClient().sendOne(anEvent)).toEqual({
      kind: 'refused',
      reason: 'Not an event. /eventTime is missing. (HTTP 400, BAD_USER_INPUT)',
    });
  });

  test('is sent again after a 503, as late as Retry-After says, and after a lost connection', async () => {
    const busy = { error: { code: 'UNAVAILABLE', message: 'Busy.' } };
    script = [{ status: 503, headers: { 'retry-after': '1' }, body: busy }, { status: 0, hangUp: true }, { status: 201 }];
    const startedAt = performance.now();
    expect(await aClient().sendOne(anEvent)).toEqual({ kind: 'new' });
    expect(performance.now() - startedAt).toBeGreaterThan(950);
    expect(received).toHaveLength(3);
    expect(waits).toEqual(['Busy. (HTTP 503, UNAVAILABLE)']);
  });

  test('is given up when the hub takes nothing for long', async () => {
    await expect(aClient({ giveUpAfterMs: 20 }).sendOne(anEvent)).rejects.toThrow(HubUnavailableError);
  });

  test('is not waited for after a request to stop', async () => {
    const controller = new AbortController();
    script = [{ status: 503, headers: { 'retry-after': '60' } }];
    const sending = aClient({ signal: controller.signal }).sendOne(anEvent);
    setTimeout(() => controller.abort(), 20);
    await expect(sending).rejects.toThrow(StoppedError);
  });
});

describe('a batch', () => {
  test('is taken whole with 204', async () => {
    script = [{ status: 204 }];
    expect(await aClient().sendBatch(['{"a":1}', '{"a":2}'])).toEqual([{ kind: 'taken' }, { kind: 'taken' }]);
    expect(received).toEqual([{ path: '/api/v1/lineage/batch', body: '[{"a":1},{"a":2}]' }]);
  });

  test('names the element that was refused, and sends again what may succeed later', async () => {
    const first = [
      { index: 0, reason: 'Timeout', retriable: true },
      { index: 2, reason: 'No job.', retriable: false },
    ];
    script = [{ status: 200, body: { status: 'partial_success', failed_events: first } }, { status: 204 }];
    expect(await aClient().sendBatch(['{"a":1}', '{"a":2}', '{"a":3}'])).toEqual([
      { kind: 'taken' },
      { kind: 'taken' },
      { kind: 'refused', reason: 'No job.' },
    ]);
    expect(received.map(({ body }) => body)).toEqual(['[{"a":1},{"a":2},{"a":3}]', '[{"a":1}]']);
  });

  test('refused whole refuses every event of it', async () => {
    script = [{ status: 413, body: { error: { code: 'LIMIT_EXCEEDED', message: 'Too large.' } } }];
    const answer = { kind: 'refused', reason: 'Too large. (HTTP 413, LIMIT_EXCEEDED)' };
    expect(await aClient().sendBatch(['{}', '{}'])).toEqual([answer, answer]);
  });
});
