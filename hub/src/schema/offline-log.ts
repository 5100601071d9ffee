import type { Log } from '@hotpass/log';

/** A log that takes consumers and is never asked: enough to build a subgraph whose schema is printed, without a database. */
export const offlineLog: Log = {
  database: { read: offline, transact: offline },
  feed: { head: offline, subscribe: offline },
  appendEvents: offline,
  start: async () => undefined,
  reached: offline,
  positionOf: offline,
  settle: offline,
  status: () => [],
  problems: () => ['There is no log.'],
  quarantine: offline,
  replay: offline,
  appendAgain: offline,
  bodies: offline,
  pause: offline,
  resume: offline,
  subscribers: () => 0,
  connections: offline,
  close: async () => undefined,
  [Symbol.asyncDispose]: async () => undefined,
};

function offline(): never {
  throw new Error('This log has no database.');
}
