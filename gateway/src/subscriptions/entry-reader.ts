import { UnavailableError } from '@hotpass/kernel';
import type { EventFeed, FeedEntry, FeedSubscription } from '@hotpass/server';
import { pause } from '../clients/deadline.ts';

interface Connection {
  readonly subscription: FeedSubscription;
  readonly batches: AsyncIterator<readonly FeedEntry[]>;
}

type Batch = readonly FeedEntry[];

/** The entries of a log one after another, each once. A feed that failed is replaced by one that goes on from the same place. */
export class EntryReader {
  readonly #feed: EventFeed;
  #connection: Connection | null = null;
  #reading: Promise<Batch> | null = null;
  #waiting: FeedEntry[] = [];
  /** How far the feed has been read, which may be further than entries were taken. */
  #place: string;
  #position: number;
  #isClosed = false;

  constructor(feed: EventFeed, after: { readonly place: string; readonly position: number }) {
    this.#feed = feed;
    this.#place = after.place;
    this.#position = after.position;
  }

  /** Null when it was closed. @throws what the feed throws; the next call tries again. */
  async next(): Promise<FeedEntry | null> {
    while (!this.#isClosed && this.#waiting.length === 0) await this.#fill();
    return this.#isClosed ? null : (this.#waiting.shift() ?? null);
  }

  /** The next entry if there is one by then; a failure meanwhile is left for `next`. */
  async nextWithin(timeoutMs: number): Promise<FeedEntry | null> {
    if (timeoutMs <= 0) return null;
    if (this.#waiting.length === 0) {
      if ((await outcomeWithin(timeoutMs, this.#read())) !== 'done') return null;
      await this.#fill();
    }
    return this.#isClosed ? null : (this.#waiting.shift() ?? null);
  }

  /** Whether there is nothing to read for so long. */
  async isIdleFor(timeoutMs: number): Promise<boolean> {
    return this.#waiting.length === 0 && (await outcomeWithin(timeoutMs, this.#read())) === 'none';
  }

  /** Puts entries back that were taken last. */
  giveBack(entries: readonly FeedEntry[]): void {
    this.#waiting.unshift(...entries);
  }

  close(): void {
    this.#isClosed = true;
    this.#connection?.subscription.close();
  }

  async #fill(): Promise<void> {
    try {
      const fresh = (await this.#read()).filter(({ position }) => position > this.#position);
      this.#waiting.push(...fresh);
      this.#position = fresh.at(-1)?.position ?? this.#position;
      this.#place = fresh.at(-1)?.cursor ?? this.#place;
    } finally {
      this.#reading = null;
    }
  }

  #read(): Promise<Batch> {
    return (this.#reading ??= this.#nextBatch());
  }

  async #nextBatch(): Promise<Batch> {
    this.#connection ??= this.#connect();
    try {
      const { done, value } = await this.#connection.batches.next();
      if (done && !this.#isClosed) throw new UnavailableError('The feed has ended.');
      return done ? [] : value;
    } catch (error) {
      this.#connection.subscription.close();
      this.#connection = null;
      throw error;
    }
  }

  #connect(): Connection {
    const subscription = this.#feed.subscribe(this.#place);
    if (this.#isClosed) subscription.close();
    return { subscription, batches: subscription[Symbol.asyncIterator]() };
  }
}

async function outcomeWithin(timeoutMs: number, work: Promise<unknown>): Promise<'done' | 'failed' | 'none'> {
  const over = new AbortController();
  const outcome = work.then(
    () => 'done' as const,
    () => 'failed' as const,
  );
  const first = await Promise.race([outcome, pause(timeoutMs, over.signal).then(() => 'none' as const)]);
  over.abort();
  return first;
}
