import type { Audit } from '../audit.ts';
import { eventually, expectSame, expectTrue } from '../listening.ts';
import { RawStream } from '../event-source.ts';

/** The distinct connections mode of graphql-sse, and what EventSource needs to come back. */
export const eventStreamAudits: readonly Audit[] = [
  {
    id: 'SSE-P1',
    level: 'MUST',
    name: 'Server-Sent Events: the answer is a stream of events that nothing keeps or packs',
    async run(target) {
      const raw = await RawStream.open(target, target.subscription(null), { 'accept-encoding': 'gzip' });
      const { statusCode, headers } = raw.response;
      raw.destroy();
      expectTrue(`Status 200, not ${statusCode}.`, statusCode === 200);
      expectTrue('Content-Type is text/event-stream.', /^text\/event-stream\b/.test(headers['content-type'] ?? ''));
      expectTrue('There is no Content-Encoding.', headers['content-encoding'] === undefined);
      expectTrue('Cache-Control forbids to keep it.', /no-store|no-cache/.test(headers['cache-control'] ?? ''));
    },
  },
  {
    id: 'SSE-P2',
    level: 'MUST',
    name: 'Server-Sent Events: a query is answered with one `next`, then `complete` with data, then the end',
    async run(target) {
      const raw = await RawStream.open(target, target.query);
      await eventually('the end', () => raw.isClosed);
      expectSame(
        'Events',
        raw.events.map(({ event }) => event),
        ['next', 'complete'],
      );
    },
  },
  {
    id: 'SSE-P3',
    level: 'SHOULD',
    name: 'Server-Sent Events: the id of an event is its cursor, and Last-Event-ID goes on after it',
    async run(target) {
      const raw = await RawStream.open(target, target.subscription(null));
      const ofIt = (name: string | undefined): boolean =>
        raw.events.some(({ data }) => data !== '' && target.nameOf(JSON.parse(data)) === name);
      for (let tries = 0; raw.events.length === 0 && tries < 50; tries += 1) {
        const [name] = await target.cause(1);
        await eventually('an event', () => ofIt(name), 1_000).catch(() => undefined);
      }
      raw.destroy();
      const { id, data } = raw.events.at(-1)!;
      expectTrue('The id is the cursor.', id !== null && id === target.cursorOf(JSON.parse(data)));
      const names = await target.cause(3);
      const again = await RawStream.open(target, target.subscription(null), { 'last-event-id': id! });
      await eventually('what came after', () => again.events.length >= 3);
      const received = again.events.map((one) => target.nameOf(JSON.parse(one.data))).filter((name) => names.includes(name ?? ''));
      expectSame('Events after Last-Event-ID', received, names);
      again.destroy();
    },
  },
  {
    id: 'SSE-P4',
    level: 'SHOULD',
    name: 'Server-Sent Events: a page of another origin gets nothing',
    async run(target) {
      const raw = await RawStream.open(target, target.query, { origin: 'https://other.example' });
      raw.destroy();
      expectTrue(`It is refused, not answered with ${raw.response.statusCode}.`, (raw.response.statusCode ?? 0) >= 400);
    },
  },
];
