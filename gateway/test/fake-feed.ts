import { BadUserInputError, ResyncError } from '@hotpass/kernel';
import type { EventFeed, FeedEntry, FeedSubscription } from '@hotpass/server';

/** An in-memory log of headers: positions 1, 2, 3, … and cursors `c1`, `c2`, … */
export class FakeFeed implements EventFeed {
  readonly entries: FeedEntry[] = [];
  /** Cursors up to this position cannot be resumed. */
  floor = -1;
  /** When entries are received, as far as they say. */
  clock = (): Date => new Date(0);
  readonly #waiting = new Set<() => void>();
  readonly #subscriptions = new Set<FakeSubscription>();

  /** How many read. */
  get open(): number {
    return this.#subscriptions.size;
  }

  /** Ends every reader, as a server that goes down does. */
  breakOff(): void {
    for (const subscription of this.#subscriptions) subscription.close();
  }

  append(keys: readonly string[], type = 'openlineage.run_event'): FeedEntry {
    const position = this.entries.length + 1;
    const entry: FeedEntry = {
      id: `ent_${position}`,
      cursor: `c${position}`,
      position,
      type,
      keys,
      eventTime: null,
      receivedAt: this.clock(),
      actor: 'local',
      onBehalfOf: null,
      decision: null,
      traceId: null,
      cause: null,
      aggregate: null,
      bodyHash: new Uint8Array(32),
    };
    this.entries.push(entry);
    for (const wake of this.#waiting) wake();
    return entry;
  }

  async head(): Promise<string> {
    return `c${this.entries.length}`;
  }

  subscribe(after: string): FeedSubscription {
    const subscription: FakeSubscription = new FakeSubscription(this, after, () => this.#subscriptions.delete(subscription));
    this.#subscriptions.add(subscription);
    return subscription;
  }

  /** Resolves when the next entry is there, or when `closed` fires. */
  async news(closed: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.add(resolve);
    closed.addEventListener('abort', () => resolve(), { once: true });
    await promise;
    this.#waiting.delete(resolve);
  }
}

class FakeSubscription implements FeedSubscription {
  readonly #feed: FakeFeed;
  readonly #closed = new AbortController();
  #position: number;

  readonly #onClose: () => void;

  constructor(feed: FakeFeed, after: string, onClose: () => void) {
    this.#onClose = onClose;
    this.#feed = feed;
    this.#position = Number(/^(?:c|ent_)(\d+)$/.exec(after)?.[1] ?? Number.NaN);
  }

  close(): void {
    if (this.#closed.signal.aborted) return;
    this.#onClose();
    this.#closed.abort();
  }

  [Symbol.asyncIterator](): AsyncIterator<readonly FeedEntry[]> {
    return {
      next: () => this.#next(),
      return: async () => {
        this.close();
        return { done: true, value: undefined };
      },
    };
  }

  async #next(): Promise<IteratorResult<readonly FeedEntry[]>> {
    const { entries, floor } = this.#feed;
    if (Number.isNaN(this.#position)) throw new BadUserInputError('This is not a cursor of this hub.', { argument: 'after' });
    if (this.#position <= floor || this.#position > entries.length) throw new ResyncError(await this.#feed.head(), 'it is gone');
    while (!this.#closed.signal.aborted && this.#position >= entries.length) await this.#feed.news(this.#closed.signal);
    if (this.#closed.signal.aborted) return { done: true, value: undefined };
    const batch = entries.slice(this.#position, this.#position + 3);
    this.#position += batch.length;
    return { done: false, value: batch };
  }
}
