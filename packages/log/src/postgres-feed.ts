import { setTimeout as delay } from 'node:timers/promises';
import { cursorOf, ResyncError } from '@hotpass/kernel';
import { Alarm } from './alarm.ts';
import { placeOf, type ReadPlace } from './entry-reader.ts';
import { isLost, type Era } from './eras.ts';
import { failureOf, shownError } from './failure.ts';
import type { EventFeed, FeedEntry, FeedSubscription } from './feed.ts';
import type { LogEntry } from './log-entry.ts';
import type { Places } from './places.ts';
import type { Tail } from './tail.ts';
import { Turns } from './turns.ts';

const batchEntries = 256;
const outageDelayMs = 500;

export interface FeedOptions {
  readonly tail: Tail;
  readonly places: Places;
  readonly eras: () => readonly Era[];
}

function toFeedEntry(entry: LogEntry): FeedEntry {
  const { id, position, type, keys, eventTime, receivedAt, actor, onBehalfOf, decision, traceId, cause, aggregate, bodyHash } = entry;
  return {
    id,
    position,
    type,
    keys,
    eventTime,
    receivedAt,
    actor,
    onBehalfOf,
    decision,
    traceId,
    cause,
    aggregate,
    bodyHash,
    cursor: cursorOf(entry),
  };
}

const done: IteratorReturnResult<undefined> = { done: true, value: undefined };

/**
 * A subscriber pulls: nothing queues up for it, one that is slow reads from the database.
 * A plain object and not an async generator, whose `return()` would wait behind a pending `next()`.
 */
class Subscription implements FeedSubscription, AsyncIterator<readonly FeedEntry[], undefined> {
  readonly #options: FeedOptions;
  readonly #after: string;
  readonly #alarm = new Alarm();
  #stopListening: (() => void) | null = null;
  #place: ReadPlace | null = null;
  readonly #turns = new Turns();
  #closed = false;

  constructor(options: FeedOptions, after: string) {
    this.#options = options;
    this.#after = after;
  }

  [Symbol.asyncIterator](): AsyncIterator<readonly FeedEntry[], undefined> {
    return this;
  }

  close(): void {
    this.#closed = true;
    this.#stopListening?.();
    this.#alarm.wake();
  }

  async return(): Promise<IteratorResult<readonly FeedEntry[], undefined>> {
    this.close();
    return done;
  }

  next(): Promise<IteratorResult<readonly FeedEntry[], undefined>> {
    return this.#turns.take(() => this.#next());
  }

  async #next(): Promise<IteratorResult<readonly FeedEntry[], undefined>> {
    if (this.#closed) return done;
    this.#stopListening ??= this.#options.tail.onProgress(this.#alarm.wake);
    try {
      while (!this.#closed) {
        const entries = await this.#readOrWait();
        if (entries.length > 0 && !this.#closed) return { done: false, value: entries.map(toFeedEntry) };
      }
      return done;
    } catch (error) {
      this.close();
      throw shownError(error);
    }
  }

  /** Answers nothing after a wait. An outage ends no subscription: it waits until the database is back. */
  async #readOrWait(): Promise<LogEntry[]> {
    try {
      const entries = await this.#read();
      if (entries.length === 0) await this.#alarm.sleep();
      return entries;
    } catch (error) {
      if (failureOf(error) !== 'outage') throw error;
      await delay(outageDelayMs);
      return [];
    }
  }

  async #read(): Promise<LogEntry[]> {
    const { places, tail, eras } = this.#options;
    this.#place ??= await places.resume(this.#after);
    if (isLost(eras(), this.#place.position)) {
      throw new ResyncError(await places.head(), 'its entry was lost when the database failed over or was restored');
    }
    const entries = await tail.read(this.#place, batchEntries);
    const last = entries.at(-1);
    if (last) this.#place = placeOf(last);
    return entries;
  }
}

/** The feed of the process that has the database. */
export class PostgresFeed implements EventFeed {
  readonly #options: FeedOptions;

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  async head(): Promise<string> {
    try {
      return await this.#options.places.head();
    } catch (error) {
      throw shownError(error);
    }
  }

  subscribe(after: string): FeedSubscription {
    return new Subscription(this.#options, after);
  }
}
