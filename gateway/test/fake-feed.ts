import { BadUserInputError, ResyncError } from '@hotpass/kernel';
import type { EventFeed, FeedEntry, FeedSubscription } from '@hotpass/server';

/** An in-memory log of headers: positions 1, 2, 3, … and cursors `c1`, `c2`, … */
export class FakeFeed implements EventFeed {
  readonly entries: FeedEntry[] = [];
  /** Cursors up to this position cannot be resumed. */
  floor = -1;
  readonly #waiting = new Set<() => void>();
  open = 0;

  append(keys: readonly string[], type = 'openlineage.run_event'): FeedEntry {
    const position = this.entries.length + 1;
    const entry: FeedEntry = {
      id: `ent_${position}`,
      cursor: `c${position}`,
      position,
      type,
      keys,
      eventTime: null,
      receivedAt: new Date(0),
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
    let position = Number(/^(?:c|ent_)(\d+)$/.exec(after)?.[1] ?? Number.NaN);
    let isClosed = false;
    let wake = (): void => undefined;
    this.open += 1;
    const close = (): void => {
      if (isClosed) return;
      isClosed = true;
      this.open -= 1;
      wake();
    };
    const next = async (): Promise<IteratorResult<readonly FeedEntry[]>> => {
      if (Number.isNaN(position)) throw new BadUserInputError('This is not a cursor of this hub.', { argument: 'after' });
      if (position <= this.floor || position > this.entries.length) throw new ResyncError(await this.head(), 'it is gone');
      while (!isClosed && position >= this.entries.length) await this.#news((resolve) => (wake = resolve));
      if (isClosed) return { done: true, value: undefined };
      const batch = this.entries.slice(position, position + 3);
      position += batch.length;
      return { done: false, value: batch };
    };
    const end = async (): Promise<IteratorResult<readonly FeedEntry[]>> => {
      close();
      return { done: true, value: undefined };
    };
    return { close, [Symbol.asyncIterator]: () => ({ next, return: end }) };
  }

  async #news(onWait: (wake: () => void) => void): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    onWait(resolve);
    this.#waiting.add(resolve);
    await promise;
    this.#waiting.delete(resolve);
  }
}
