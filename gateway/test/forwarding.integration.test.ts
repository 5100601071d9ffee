import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { createHttpServer } from '@hotpass/server';
import { registerForwarding } from '../src/http/forwarding.ts';
import { silent } from './start-gateway.ts';

interface Front extends AsyncDisposable {
  readonly url: string;
  readonly stopOwner: () => Promise<unknown>;
}

/** A server of a wire protocol behind an address that forwards to it. */
async function aFront(owner: (request: IncomingMessage, response: ServerResponse) => void): Promise<Front> {
  const server = createServer(owner);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const app = createHttpServer(silent);
  registerForwarding(app, { prefix: '/api/v1/', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const stopOwner = (): Promise<unknown> => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  const dispose = async (): Promise<void> => {
    await app.close();
    await stopOwner();
  };
  return { url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`, stopOwner, [Symbol.asyncDispose]: dispose };
}

test('method, path, query, headers, bytes and answer pass unchanged', async () => {
  const body = gzipSync('{"eventType":"START"}');
  await using front = await aFront(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const seen = {
      method: request.method,
      url: request.url,
      encoding: request.headers['content-encoding'],
      origin: request.headers.origin,
      same: Buffer.concat(chunks).equals(body),
    };
    response.writeHead(201, { 'content-type': 'application/json', 'x-of-owner': 'yes' }).end(JSON.stringify(seen));
  });
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip', origin: front.url };
  const answer = await fetch(`${front.url}/api/v1/lineage?a=b%20c`, { method: 'POST', headers, body });
  expect({ status: answer.status, header: answer.headers.get('x-of-owner'), seen: await answer.json() }).toEqual({
    status: 201,
    header: 'yes',
    seen: { method: 'POST', url: '/api/v1/lineage?a=b%20c', encoding: 'gzip', same: true },
  });
});

test('a body larger than memory would like is streamed, not gathered', async () => {
  let first = 0;
  await using front = await aFront((request, response) => {
    request.once('data', () => {
      first = Date.now();
      response.writeHead(413).end('enough');
    });
  });
  const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) });
  const answer = await fetch(`${front.url}/api/v1/lineage`, { method: 'POST', body: endless, duplex: 'half' } as RequestInit).catch(
    () => null,
  );
  expect(first).toBeGreaterThan(0);
  if (answer) expect(answer.status).toBe(413);
});

test('an owner that is away is 503 with a code and when to try again', async () => {
  await using front = await aFront(() => undefined);
  await front.stopOwner();
  const answer = await fetch(`${front.url}/api/v1/lineage`, { method: 'POST', body: '{}' });
  expect({ status: answer.status, retryAfter: answer.headers.get('retry-after'), body: await answer.json() }).toMatchObject({
    status: 503,
    retryAfter: '1',
    body: { error: { code: 'UNAVAILABLE' } },
  });
});
