import { Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ApolloGateway } from '@apollo/gateway';
import { harbourSupergraph } from './harbour.ts';
import { startGateway } from './start-gateway.ts';

const connect = Socket.prototype.connect;
let outside: string[] = [];

/** Notes every connection that leaves this machine, and does not make it. */
beforeEach(() => {
  outside = [];
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
    const target = JSON.stringify(args);
    if (/127\.0\.0\.1|localhost/.test(target)) return Reflect.apply(connect, this, args) as Socket;
    outside.push(target);
    this.destroy(new Error('No connection leaves this test.'));
    return this;
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

test('control: with telemetry on, the library reports to its maker when it stops', async () => {
  delete process.env['APOLLO_TELEMETRY_DISABLED'];
  const gateway = new ApolloGateway({ supergraphSdl: harbourSupergraph() });
  await gateway.load();
  await gateway.stop();
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
  expect(outside.join()).toContain('apollo');
});
