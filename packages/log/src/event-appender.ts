import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Principal } from '@hotpass/kernel';
import type pg from 'pg';
import { appendBatch, inBatches, prepareEntry, type PreparedEntry } from './append.ts';
import { encodeEntryId } from './entry-id.ts';
import { failureOf, reasonOf, unavailable } from './failure.ts';
import type { AppendRefusal, AppendResult, ReceivedEvent } from './log.ts';
import { onPool } from './transaction.ts';

const retryDelaysMs = [20, 100, 400, 1_000];

interface PreparedEvent extends PreparedEntry {
  readonly digest: Uint8Array;
}

async function prepareEvent(key: KeyObject, event: ReceivedEvent): Promise<PreparedEvent> {
  const digest = createHmac('sha256', key).update(event.body).digest();
  return { ...(await prepareEntry(event)), digest };
}

/** Waits an outage out for a moment. @throws UnavailableError when it lasts longer. */
async function withRetries<T>(run: () => Promise<T>): Promise<T> {
  for (const waitMs of retryDelaysMs) {
    try {
      return await run();
    } catch (error) {
      if (failureOf(error) !== 'outage') throw error;
    }
    await delay(waitMs / 2 + (Math.random() * waitMs) / 2);
  }
  try {
    return await run();
  } catch (error) {
    throw failureOf(error) === 'outage' ? unavailable(error, 2_000) : error;
  }
}

type Outcome = AppendResult | AppendRefusal;

/** Appends what the outside world sends: idempotent by the bytes, one bad event does not refuse its neighbours. */
export class EventAppender {
  readonly #pool: pg.Pool;
  #digestKey: Promise<KeyObject> | null = null;
  readonly #onAppended: () => void;

  constructor(pool: pg.Pool, onAppended: () => void) {
    this.#pool = pool;
    this.#onAppended = onAppended;
  }

  async append(principal: Principal, events: readonly ReceivedEvent[]): Promise<Outcome[]> {
    const key = await this.#key();
    const prepared = await Promise.all(events.map((event) => prepareEvent(key, event)));
    const outcomes: Outcome[] = [];
    for (const batch of inBatches(prepared)) outcomes.push(...(await this.#store(principal, batch)));
    return outcomes;
  }

  /** The key under which events are recognised; it is as old as the schema, so it is read once. */
  async #key(): Promise<KeyObject> {
    this.#digestKey ??= withRetries(() => this.#readKey());
    try {
      return await this.#digestKey;
    } catch (error) {
      this.#digestKey = null;
      throw error;
    }
  }

  async #readKey(): Promise<KeyObject> {
    const { rows } = await this.#pool.query<{ key: Uint8Array }>(`select key from log.secret where name = 'event_digest'`);
    if (!rows[0]) throw new Error('This database has no key for event digests.');
    // Made once: from raw bytes it would be made anew for each event, at twice the cost of the digest.
    return createSecretKey(rows[0].key);
  }

  /** A data error halves the batch down to the one event, which is refused. */
  async #store(principal: Principal, batch: readonly PreparedEvent[]): Promise<Outcome[]> {
    try {
      return await withRetries(() => this.#storeOnce(principal, batch));
    } catch (error) {
      if (failureOf(error) !== 'data') throw error;
      if (batch.length === 1) return [{ refused: reasonOf(error) }];
      const middle = Math.ceil(batch.length / 2);
      const first = await this.#store(principal, batch.slice(0, middle));
      return [...first, ...(await this.#store(principal, batch.slice(middle)))];
    }
  }

  async #storeOnce(principal: Principal, batch: readonly PreparedEvent[]): Promise<Outcome[]> {
    const context = { actor: principal.id, onBehalfOf: null, aggregate: null };
    const digests = batch.map((event) => event.digest);
    // A transaction of one statement: nothing between the append and its commit.
    const appended = await appendBatch(onPool(this.#pool), context, batch, digests);
    if (appended.length !== batch.length) throw new Error('The log answered for other events than were sent.');
    if (appended.some((entry) => !entry.repeated)) this.#onAppended();
    return appended.map((entry) => ({ id: encodeEntryId(entry), repeated: entry.repeated }));
  }
}
