import type { FeedEntry } from '@hotpass/server';

type Batch = readonly FeedEntry[];

/** The batches of a feed by what brings the next and what ends it: `return()` of an async generator would wait behind a pending `next()`. */
export function feedBatches(next: () => Promise<Batch | null>, close: () => void): AsyncIterator<Batch, undefined> {
  return {
    async next() {
      const batch = await next();
      return batch === null ? { done: true, value: undefined } : { done: false, value: batch };
    },
    async return() {
      close();
      return { done: true, value: undefined };
    },
  };
}
