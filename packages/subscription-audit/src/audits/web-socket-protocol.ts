import type { Audit } from '../audit.ts';
import { eventually, expectTrue } from '../listening.ts';
import { RawSocket } from '../web-socket.ts';

/** graphql-transport-ws itself. */
export const webSocketAudits: readonly Audit[] = [
  {
    id: 'WS-P1',
    level: 'MUST',
    name: 'WebSocket: what is subscribed before the greeting closes the socket with 4401',
    async run(target) {
      const raw = await RawSocket.open(target);
      raw.subscribe('1', target.query);
      await eventually('close code 4401', () => raw.closeCode === 4401);
    },
  },
  {
    id: 'WS-P2',
    level: 'MUST',
    name: 'WebSocket: an id that is in use closes the socket with 4409',
    async run(target) {
      const raw = await RawSocket.greeted(target);
      raw.subscribe('1', target.subscription(null));
      raw.subscribe('1', target.subscription(null));
      await eventually('close code 4409', () => raw.closeCode === 4409);
    },
  },
  {
    id: 'WS-P3',
    level: 'MUST',
    name: 'WebSocket: what is no message of the protocol closes the socket with 4400',
    async run(target) {
      const raw = await RawSocket.greeted(target);
      raw.send({ type: 'hello' });
      await eventually('close code 4400', () => raw.closeCode === 4400);
    },
  },
  {
    id: 'WS-P4',
    level: 'MUST',
    name: 'WebSocket: a second greeting closes the socket with 4429',
    async run(target) {
      const raw = await RawSocket.greeted(target);
      raw.send({ type: 'connection_init' });
      await eventually('close code 4429', () => raw.closeCode === 4429);
    },
  },
  {
    id: 'WS-P5',
    level: 'MUST',
    name: 'WebSocket: a ping of the protocol is answered',
    async run(target) {
      const raw = await RawSocket.greeted(target);
      raw.send({ type: 'ping' });
      await eventually('a pong', () => raw.messages.some(({ type }) => type === 'pong'));
      raw.socket.close();
    },
  },
  {
    id: 'WS-P6',
    level: 'MUST',
    name: 'WebSocket: a query is answered with one result and complete',
    async run(target) {
      const raw = await RawSocket.greeted(target);
      raw.subscribe('q', target.query);
      await eventually('complete', () => raw.of('q', 'complete').length === 1);
      expectTrue('There is one result.', raw.of('q', 'next').length === 1);
      raw.socket.close();
    },
  },
  {
    id: 'WS-L1',
    level: 'MUST',
    name: 'WebSocket: after complete of a subscriber nothing more comes for it, and its id can be used again',
    async run(target) {
      const raw = await RawSocket.greeted(target);
      raw.subscribe('a', target.subscription(null));
      raw.send({ id: 'a', type: 'complete' });
      raw.subscribe('q', target.query);
      await eventually('the answer to a query on the same socket', () => raw.of('q', 'complete').length === 1);
      const before = raw.of('a', 'next').length;
      await target.cause(3);
      raw.subscribe('r', target.query);
      await eventually('the answer to another query', () => raw.of('r', 'complete').length === 1);
      expectTrue('Nothing came for it.', raw.of('a', 'next').length === before);
      raw.subscribe('a', target.query);
      await eventually('the answer under the same id', () => raw.of('a', 'complete').length === 1);
      expectTrue('The socket is open.', raw.closeCode === null);
      raw.socket.close();
    },
  },
  {
    id: 'WS-L2',
    level: 'MUST',
    name: 'WebSocket: of 2,000 subscriptions on one socket each is served or told why not, and the next client is served',
    async run(target) {
      const raw = await RawSocket.greeted(target);
      for (let id = 0; id < 2_000; id += 1) raw.subscribe(String(id), target.subscription(null));
      const other = await RawSocket.greeted(target);
      other.subscribe('q', target.query);
      await eventually('the answer to another client', () => other.of('q', 'complete').length === 1);
      const isServed = (): boolean => {
        const ids = new Set(raw.messages.filter(({ type }) => type === 'next' || type === 'error').map(({ id }) => id));
        return ids.size === 2_000 || raw.closeCode !== null;
      };
      for (let tries = 0; !isServed() && tries < 50; tries += 1) {
        await target.cause(1);
        await eventually('an answer to each', isServed, 1_000).catch(() => undefined);
      }
      expectTrue('Every subscription had an answer.', isServed());
      raw.socket.terminate();
      other.socket.close();
    },
  },
];
