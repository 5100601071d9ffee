import { afterEach, expect, test } from '@jest/globals';
import { connect } from 'node:net';
import { once } from 'node:events';
import { pino } from 'pino';
import { LimitExceededError, UnavailableError } from '@hotpass/kernel';
import { startMetrics } from '../telemetry/metrics.ts';
import { FrontDoor } from './front-door.ts';
import { registerOperationalRoutes } from './operational-routes.ts';
import { originProblem } from './origin.ts';
import { createHttpServer } from './server.ts';

const logger = pino({ level: 'silent' });
const doors: FrontDoor[] = [];

afterEach(async () => {
  for (const door of doors.splice(0)) await door[Symbol.asyncDispose]();
});

test.each([
  [{ host: '127.0.0.1:4000', origin: undefined }, true],
  [{ host: 'localhost:4000', origin: 'http://localhost:4000' }, true],
  [{ host: '[::1]:4000', origin: 'http://[::1]:4000' }, true],
  [{ host: 'localhost', origin: 'http://localhost' }, true],
  [{ host: '127.0.0.2:4000', origin: 'http://127.0.0.2:4000' }, true],
  [{ host: '127.999.0.1:4000', origin: undefined }, false],
  [{ host: 'localhost:80', origin: 'http://localhost' }, true],
  [{ host: undefined, origin: undefined }, false],
  [{ host: 'evil.example', origin: undefined }, false],
  [{ host: '127.0.0.1.evil.example:4000', origin: undefined }, false],
  [{ host: '127.0.0.1:4000', origin: 'http://127.0.0.1:3000' }, false],
  [{ host: '127.0.0.1:4000', origin: 'http://localhost:4000' }, false],
  [{ host: '127.0.0.1:4000', origin: 'https://evil.example' }, false],
  [{ host: '127.0.0.1:4000', origin: 'null' }, false],
  [{ host: '127.0.0.1:4000', origin: 'file://' }, false],
  [{ host: '127.0.0.1@evil.example', origin: undefined }, false],
])('host and origin %j may pass: %s', (request, mayPass) => {
  expect(originProblem(request) === null).toBe(mayPass);
});

test('a page of another origin gets 403 and nothing else', async () => {
  const app = createHttpServer(logger);
  app.post('/work', async () => ({ done: true }));
  const refused = await app.inject({
    method: 'POST',
    url: '/work',
    headers: { host: '127.0.0.1', origin: 'https://evil.example' },
    payload: '{}',
  });
  expect(refused.statusCode).toBe(403);
  expect(refused.json()).toMatchObject({ error: { code: 'FORBIDDEN', requestId: refused.headers['x-request-id'] } });
  const allowed = await app.inject({ method: 'POST', url: '/work', headers: { host: '127.0.0.1' }, payload: '{}' });
  expect(allowed.json()).toEqual({ done: true });
});

test('bodies arrive as the bytes that were sent, whatever the content type says', async () => {
  const app = createHttpServer(logger);
  app.post('/bytes', async (request) => ({ hex: (request.body as Buffer).toString('hex') }));
  const payload = Buffer.from('7b225f5f70726f746f5f5f223a317dff', 'hex');
  for (const type of ['application/json', 'text/plain', 'application/x-unheard-of']) {
    const answer = await app.inject({ method: 'POST', url: '/bytes', headers: { host: 'localhost', 'content-type': type }, payload });
    expect(answer.json()).toEqual({ hex: payload.toString('hex') });
  }
});

test('failures have one shape: code, sentence, request id, and Retry-After where it helps', async () => {
  const app = createHttpServer(logger);
  app.get('/busy', async () => {
    throw new UnavailableError('The queue is full.', { retryAfterMs: 1_200 });
  });
  app.get('/large', async () => {
    throw new LimitExceededError('Too large.', { status: 413, limit: 5 });
  });
  app.get('/bug', async () => {
    throw new Error('secret');
  });
  const get = (url: string) => app.inject({ url, headers: { host: 'localhost' } });
  const busy = await get('/busy');
  expect([busy.statusCode, busy.headers['retry-after'], busy.json().error.code]).toEqual([503, '2', 'UNAVAILABLE']);
  const large = await get('/large');
  expect([large.statusCode, large.json().error]).toMatchObject([413, { code: 'LIMIT_EXCEEDED', limit: 5 }]);
  const bug = await get('/bug');
  expect([bug.statusCode, bug.json().error.code]).toEqual([500, 'INTERNAL_SERVER_ERROR']);
  expect(bug.body).not.toContain('secret');
  expect((await get('/nowhere')).json().error.code).toBe('NOT_FOUND');
  const tooLarge = await app.inject({
    method: 'POST',
    url: '/bug',
    headers: { host: 'localhost' },
    payload: Buffer.alloc(1024 * 1024 + 1),
  });
  expect([tooLarge.statusCode, tooLarge.json().error.code]).toEqual([413, 'LIMIT_EXCEEDED']);
});

test('the door answers at once, says why it is not ready, and hands over to the next application', async () => {
  const metrics = startMetrics('hotpass-test');
  const door = await FrontDoor.listen('127.0.0.1', 0);
  doors.push(door);
  const url = `http://127.0.0.1:${door.port}`;
  expect((await fetch(`${url}/health`)).status).toBe(503);
  await door.open(logger, (app) => registerOperationalRoutes(app, { problems: () => ['The database has not answered yet.'], metrics }));
  expect((await fetch(`${url}/health`)).status).toBe(200);
  const waiting = await fetch(`${url}/readiness`);
  expect([waiting.status, await waiting.json()]).toEqual([503, { status: 'not ready', reasons: ['The database has not answered yet.'] }]);
  await door.open(logger, (app) => registerOperationalRoutes(app, { problems: () => [], metrics }));
  expect((await fetch(`${url}/readiness`)).status).toBe(200);
  expect(await (await fetch(`${url}/metrics`)).text()).toContain('service_name="hotpass-test"');
  await metrics.close();
});

test('the door closes with connections open, and its port is free again', async () => {
  const door = await FrontDoor.listen('127.0.0.1', 0);
  const socket = connect(door.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  const { port } = door;
  await door[Symbol.asyncDispose]();
  doors.push(await FrontDoor.listen('127.0.0.1', port));
});
