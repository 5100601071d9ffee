import { Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { until } from '@hotpass/testkit';
import { startGateway } from './start-gateway.ts';

const connect = Socket.prototype.connect;
let outside: string[] = [];

/** Notes every connection that would leave this machine, and does not make it. */
beforeEach(() => {
  outside = [];
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
    const target = JSON.stringify(args);
    if (/127\.0\.0\.1|localhost/.test(target)) return Reflect.apply(connect, this, args) as Socket;
    outside.push(target);
    return this.destroy(new Error('No connection leaves this test.'));
  } as typeof connect;
});

afterEach(() => {
  Socket.prototype.connect = connect;
});

test('a gateway connects to nothing but its subgraphs, from start to stop', async () => {
  {
    await using hub = await startGateway('over HTTP');
    expect((await hub.post('{ ship(id: "s1") { name } }')).status).toBe(200);
  }
  expect(outside).toEqual([]);
  expect(process.env['APOLLO_TELEMETRY_DISABLED']).toBe('true');
});

test('control: a connection to elsewhere is seen', async () => {
  const answer = fetch('https://192.0.2.1/').catch(() => 'failed');
  await until(() => outside.length > 0);
  expect(await answer).toBe('failed');
});
