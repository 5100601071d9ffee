import type { Consumer, Entry, Log, Tx } from '@hotpass/log';
import type { Logger } from '../logging/logger.ts';
import { currentTraceId, inEntriesSpan } from './spans.ts';

/**
 * The log with its consumers told in traces and logs, each batch in the traces of the events of the batch; what is
 * appended on somebody's behalf keeps the trace of the request or the entry that brought it.
 */
export function tracedLog(log: Log, logger: Logger): Log {
  const { database } = log;
  return overriding(log, {
    start: (consumer) => log.start(tracedConsumer(consumer, logger)),
    database: overriding(database, {
      transact: (principal, options, run) => database.transact(principal, options, (tx) => run(inTrace(tx))),
    }),
  });
}

function tracedConsumer(consumer: Consumer, logger: Logger): Consumer {
  const within = <Result>(entries: readonly Entry[], run: () => Promise<Result>): Promise<Result> =>
    inEntriesSpan(
      {
        name: `process ${consumer.name}`,
        kind: 'CONSUMER',
        attributes: {
          'messaging.system': 'hotpass',
          'messaging.operation.name': 'process',
          'messaging.operation.type': 'process',
          'messaging.destination.name': 'log',
          'messaging.consumer.group.name': consumer.name,
          'messaging.batch.message_count': entries.length,
        },
      },
      entries,
      async () => {
        const since = performance.now();
        const result = await run();
        const elapsedMs = Math.round(performance.now() - since);
        logger.debug({ consumer: consumer.name, entries: entries.length, elapsedMs }, 'entries processed');
        return result;
      },
    );
  return consumer.kind === 'projector'
    ? overriding(consumer, { project: (tx, entries) => within(entries, () => consumer.project(tx, entries)) })
    : overriding(consumer, { react: (tx, entries) => within(entries, () => consumer.react(inTrace(tx), entries)) });
}

function inTrace(tx: Tx): Tx {
  return overriding(tx, { log: { append: (entry) => tx.log.append({ traceId: currentTraceId(), ...entry }) } });
}

/** The same object but for these methods; its private fields stay its own. */
function overriding<Target extends object>(target: Target, overrides: Partial<Target>): Target {
  return new Proxy(target, {
    get(_target, property) {
      const value: unknown = Reflect.get(property in overrides ? overrides : target, property);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
