import { UnavailableError } from '@hotpass/kernel';
import type { EventFeed, FeedEntry, FeedSubscription, Logger } from '@hotpass/server';
import { pause } from './deadline.ts';
import { feedBatches } from './feed-batches.ts';
import { RecentEntries } from './recent-entries.ts';

const retryMs = 500;

/**
 * A feed that is read once for all who are at its end, whatever their number. Who comes with an older place reads for itself
 * until it has come to what was read together, and again when it has fallen behind that.
 */
export class SharedFeed implements EventFeed, Disposable {
  readonly #feed: EventFeed;
  readonly #logger: Pick<Logger, 'warn'>;
  readonly #recent = new RecentEntries();
  #readers = 0;
  #reading: AbortController | null = null;

  constructor(feed: EventFeed, logger: Pick<Logger, 'warn'>) {
    this.#feed = feed;
    this.#logger = logger;
  }

  head(): Promise<string> {
    return this.#feed.head();
  }

  subscribe(after: string): FeedSubscription {
    this.#readers += 1;
    if (!this.#reading) void this.#read((this.#reading = new AbortController()).signal);
    return new SharedFeedSubscription(this.#feed, this.#recent, after, () => this.#left());
  }

  [Symbol.dispose](): void {
    this.#reading?.abort();
    this.#reading = null;
    this.#recent.end();
  }

  #left(): void {
    this.#readers -= 1;
    if (this.#readers === 0) this[Symbol.dispose]();
  }

  async #read(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#readFrom(await this.#feed.head(), signal);
      } catch (error) {
        if (!signal.aborted) this.#logger.warn({ err: error }, 'shared feed ended, beginning again');
      }
      if (!signal.aborted) await pause(retryMs, signal);
    }
  }

  async #readFrom(place: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const subscription = this.#feed.subscribe(place);
    const close = (): void => subscription.close();
    signal.addEventListener('abort', close, { once: true });
    this.#recent.begin(place);
    try {
      for await (const batch of subscription) if (!signal.aborted) this.#recent.push(batch);
    } finally {
      signal.removeEventListener('abort', close);
      // Whoever has stopped this has ended it too, and may have begun again.
      if (!signal.aborted) this.#recent.end();
    }
  }
}

interface OwnReader {
  readonly subscription: FeedSubscription;
  readonly batches: AsyncIterator<readonly FeedEntry[]>;
}

type Step = IteratorResult<readonly FeedEntry[]>;

class SharedFeedSubscription implements FeedSubscription {
  readonly #feed: EventFeed;
  readonly #recent: RecentEntries;
  readonly #onClose: () => void;
  readonly #closed = new AbortController();
  #place: string;
  /** Number of the next entry among the recent ones. */
  #number: number | null = null;
  #own: OwnReader | null = null;
  #pending: Promise<Step> | null = null;

  constructor(feed: EventFeed, recent: RecentEntries, after: string, onClose: () => void) {
    this.#feed = feed;
    this.#recent = recent;
    this.#place = after;
    this.#onClose = onClose;
  }

  close(): void {
    if (this.#closed.signal.aborted) return;
    this.#closed.abort();
    this.#closeOwn();
    this.#onClose();
  }

  [Symbol.asyncIterator](): AsyncIterator<readonly FeedEntry[]> {
    return feedBatches(
      () => this.#next(),
      () => this.close(),
    );
  }

  async #next(): Promise<readonly FeedEntry[] | null> {
    while (!this.#closed.signal.aborted) {
      const batch = this.#fromRecent() ?? (await this.#fromOwn());
      if (batch && batch.length > 0) {
        this.#place = batch.at(-1)!.cursor;
        return batch;
      }
      if (batch) await this.#recent.news(this.#closed.signal);
    }
    return null;
  }

  /** What was read together after this place, empty when there is nothing yet; null when the place is not there. */
  #fromRecent(): readonly FeedEntry[] | null {
    const number = this.#number ?? this.#recent.numberAfter(this.#place);
    const batch = number === null ? null : this.#recent.from(number);
    this.#number = batch && number! + batch.length;
    if (batch) this.#closeOwn();
    return batch;
  }

  /** The next batch by a reader of its own; null when there is news of what is read together before that. */
  async #fromOwn(): Promise<readonly FeedEntry[] | null> {
    this.#own ??= this.#open();
    const waited = new AbortController();
    const pending = (this.#pending ??= this.#own.batches.next());
    const news = this.#recent.news(waited.signal).then(() => null);
    try {
      const step = await Promise.race([pending, news]);
      if (step === null) return null;
      this.#pending = null;
      if (step.done && !this.#closed.signal.aborted) throw new UnavailableError('The feed has ended.');
      return step.done ? null : step.value;
    } catch (error) {
      this.#closeOwn();
      throw error;
    } finally {
      waited.abort();
    }
  }

  #open(): OwnReader {
    const subscription = this.#feed.subscribe(this.#place);
    return { subscription, batches: subscription[Symbol.asyncIterator]() };
  }

  #closeOwn(): void {
    // What it was about to bring is not wanted, nor how it failed.
    this.#pending?.catch(() => undefined);
    this.#pending = null;
    this.#own?.subscription.close();
    this.#own = null;
  }
}
