import type { Principal } from '@hotpass/kernel';
import type { Consumer, ConsumerStatus } from './consumer.ts';
import type { Database } from './database.ts';
import type { NewEntry } from './entry.ts';
import type { EventFeed } from './feed.ts';

/** An event of the outside world with the digest that makes a repeat of it known (HMAC of its bytes as received). */
export interface ReceivedEvent extends NewEntry {
  readonly body: Uint8Array;
}

export interface AppendResult {
  readonly id: string;
  /** The same bytes were stored before; `id` is the first one's. */
  readonly repeated: boolean;
}

/** Why one event of a batch was refused by the database (SQLSTATE 22, 23, 54); the others of the batch are stored. */
export interface AppendRefusal {
  readonly refused: string;
}

export interface ConnectionUse {
  readonly total: number;
  readonly idle: number;
  /** Requests that wait for one. */
  readonly waiting: number;
  readonly maximum: number;
}

export interface QuarantinedEntry {
  readonly consumer: string;
  readonly position: number;
  readonly entryId: string;
  readonly type: string;
  readonly keys: readonly string[];
  readonly receivedAt: Date;
  readonly reason: string;
  /** Position of the entry of its aggregate that it waits for; null when the fault is its own. */
  readonly heldBehind: number | null;
  /** How many wait for this one. */
  readonly heldBack: number;
  readonly at: Date;
}

/** A part of the quarantine, by consumer and position. */
export interface QuarantinePage {
  readonly after: Pick<QuarantinedEntry, 'consumer' | 'position'> | null;
  readonly limit: number;
}

/** What a replay did. */
export interface Replayed {
  /** The entry (`log.quarantine.replayed`) that tells of the last one taken: hand it back so that the caller can read its effect. */
  readonly entryId: string;
  /** How many were taken: the one asked for and those held back behind it. */
  readonly count: number;
}

/** A stored body; null bytes when it would have gone beyond the bytes asked for. */
export interface StoredBytes {
  readonly sizeBytes: number;
  readonly bytes: Uint8Array | null;
}

/** The log of one process: appends, one tail reader, its consumers. */
export interface Log extends AsyncDisposable {
  readonly database: Database;
  readonly feed: EventFeed;
  /** Digest under the hub's secret of an event's bytes as received. */
  appendEvents(principal: Principal, events: readonly ReceivedEvent[]): Promise<(AppendResult | AppendRefusal)[]>;
  /** Starts a consumer of this process. Resolves when it is registered, not when it has caught up. */
  start(consumer: Consumer): Promise<void>;
  /** Resolves when the consumer's transaction for `place` (position, cursor or entry id) has committed. @throws TimeoutError after `timeoutMs`. */
  reached(consumer: string, place: string, timeoutMs: number): Promise<void>;
  /** The position of a cursor, an entry id or a position as text. @throws NotFoundError when there is no such entry. */
  positionOf(place: string): Promise<number>;
  /** Every consumer of this process has passed every entry committed before the call. For tests and shutdown. */
  settle(timeoutMs?: number): Promise<void>;
  status(): readonly ConsumerStatus[];
  /** Sentences why this process cannot serve from the log now; empty when it can. */
  problems(): readonly string[];
  /** Entries set aside by this consumer, or by any (null), wherever it runs. */
  quarantine(consumer: string | null, page?: QuarantinePage): Promise<readonly QuarantinedEntry[]>;
  /**
   * Runs the consumer on the quarantined entry again, in order with those held back behind it, and appends
   * `log.quarantine.replayed` for each in the transaction of its effect. A consumer of another process is asked to.
   * @throws NotFoundError when it is not in quarantine, BadUserInputError when it cannot be taken yet,
   * UnavailableError when no process runs this consumer.
   */
  replay(principal: Principal, consumer: string, place: string): Promise<Replayed>;
  /**
   * Takes in again, under another decision, an event that was stored and not projected (`CLOCK_SUSPECT`): a new entry of
   * the same bytes whose `cause` is the first. `eventTime` is another time than its own. Answers its id.
   */
  appendAgain(principal: Principal, place: string, decision: unknown, eventTime?: Date): Promise<string>;
  /** Bodies by entry id, in the order asked for while they make at most `maxBytes` together. What is not there has none. */
  bodies(entryIds: readonly string[], maxBytes: number): Promise<ReadonlyMap<string, StoredBytes>>;
  /** For tests and operators: stops a consumer between batches; `resume` goes on. */
  pause(consumer: string): Promise<void>;
  resume(consumer: string): void;
  /** How the pool of connections of this process is used. */
  connections(): ConnectionUse;
  /** How many feed subscriptions hold something in this process. */
  subscribers(): number;
  close(): Promise<void>;
}
