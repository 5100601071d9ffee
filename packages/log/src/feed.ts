import type { EntryHeader } from './entry.ts';

/** A header as subscribers see it, with the cursor to go on from. */
export interface FeedEntry extends EntryHeader {
  readonly cursor: string;
}

export interface FeedSubscription extends AsyncIterable<readonly FeedEntry[]> {
  /** Ends the subscription at once, also while it waits (never queued behind a pending `next`). */
  close(): void;
}

/**
 * Headers of the log in order. One implementation reads the log in process,
 * the other the owner's `/internal/feed`; both pass one test suite.
 */
export interface EventFeed {
  /** Newest cursor, from which a subscriber with no history starts. */
  head(): Promise<string>;
  /**
   * Every entry after `after` (a cursor or an entry id) in ascending order, in batches, for ever.
   * Pull based: a slow reader falls behind and reads from the database, nothing queues up for it.
   * The first `next()` rejects with ResyncError when `after` cannot be resumed, BadUserInputError when it is no cursor.
   */
  subscribe(after: string): FeedSubscription;
}
