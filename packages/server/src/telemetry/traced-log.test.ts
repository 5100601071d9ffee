import { localPrincipal } from '@hotpass/kernel';
import type { Consumer, Log, NewEntry, Reactor, Tx } from '@hotpass/log';
import { expect, test } from '@jest/globals';
import { createLogger } from '../logging/logger.ts';
import { inRequest } from '../logging/request-scope.ts';
import { tracedLog } from './traced-log.ts';

const traceId = '1'.repeat(32);

/** As much of a log as is wrapped; with private state, as the real one has. */
class FakeLog {
  readonly #appended: NewEntry[] = [];
  #started: Consumer | null = null;
  readonly database = {
    transact: async <T>(_who: unknown, _how: unknown, run: (tx: Tx) => Promise<T>) => ({ result: await run(this.tx), entryId: null }),
  };

  get tx(): Tx {
    return { query: async () => [], writes: true, log: { append: (entry) => void this.#appended.push(entry) } };
  }

  get appended(): readonly NewEntry[] {
    return this.#appended;
  }

  get started(): Consumer {
    return this.#started!;
  }

  async start(consumer: Consumer): Promise<void> {
    this.#started = consumer;
  }

  subscribers(): number {
    return this.#appended.length;
  }
}

function aTracedLog(): { fake: FakeLog; log: Log } {
  const fake = new FakeLog();
  return { fake, log: tracedLog(fake as unknown as Log, createLogger('test', 'silent')) };
}

test('what is appended in a request keeps its trace, unless it names another', async () => {
  const { fake, log } = aTracedLog();
  const write = (entry: NewEntry) => log.database.transact(localPrincipal, {}, async (tx) => tx.log.append(entry));
  await inRequest({ traceId }, () => write({ type: 'a', keys: [] }));
  await inRequest({ traceId }, () => write({ type: 'b', keys: [], traceId: '2'.repeat(32) }));
  await write({ type: 'c', keys: [] });
  expect(fake.appended.map((entry) => entry.traceId)).toEqual([traceId, '2'.repeat(32), null]);
});

test('a reactor appends in the trace of the entry it reacts to; it stays itself', async () => {
  const { fake, log } = aTracedLog();
  class Echo implements Reactor {
    readonly kind = 'reactor';
    readonly name = 'test.echo';
    readonly types = ['a'];
    #reacted = 0;
    async react(tx: Tx): Promise<void> {
      this.#reacted += 1;
      tx.log.append({ type: `echo ${this.#reacted}`, keys: [] });
    }
  }
  await log.start(new Echo());
  const reactor = fake.started as Reactor;
  expect([reactor.name, reactor.types, reactor.kind]).toEqual(['test.echo', ['a'], 'reactor']);
  await reactor.react(fake.tx, [{ traceId, receivedAt: new Date() }] as never);
  expect(fake.appended).toEqual([{ type: 'echo 1', keys: [], traceId }]);
  expect(log.subscribers()).toBe(1);
});
