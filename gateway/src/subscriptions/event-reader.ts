import type { ExecutionResult } from 'graphql';
import { DomainError, ResyncError, TimeoutError, UnavailableError } from '@hotpass/kernel';
import { isOfTopic } from '@hotpass/events';
import {
  inEntriesSpan,
  inRequest,
  traceOrigin,
  type EventFeed,
  type EventRoot,
  type FeedEntry,
  type Logger,
  type TraceOrigin,
  type WatchSet,
} from '@hotpass/server';
import { warningsOf } from '../apollo/present-errors.ts';
import type { CallContext } from '../call-context.ts';
import { pause } from '../clients/deadline.ts';
import type { SubgraphClient } from '../clients/subgraph-client.ts';
import { EntryReader } from './entry-reader.ts';
import type { EventExecutor } from './event-executor.ts';
import { eventSpan } from './event-span.ts';
import { primaryVariables, type SubscriptionPlan } from './subscription-plan.ts';

export interface EventReaderParts {
  readonly plan: SubscriptionPlan;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: CallContext;
  readonly owner: SubgraphClient;
  readonly feed: EventFeed;
  readonly executor: EventExecutor;
  readonly logger: Logger;
}

type Watch = ReadonlySet<string> | 'all';

/** A place in the log between two events of a subscription; another reader can go on from here. */
export interface Checkpoint {
  /** Cursor or entry id: everything up to here is done with. */
  readonly place: string;
  /** Its position; -1 where only the client knows it. */
  readonly position: number;
  /** Everything up to here has been shown to the subscriber. */
  readonly shown: string;
  /** Its position, or the one before the first entry read where only the client knows it; -1 before that. */
  readonly shownPosition: number;
  /** Whether no event since then was an error in place of an answer. */
  readonly isWhole: boolean;
  readonly watch: Watch;
}

export interface EventResult {
  readonly cursor: string;
  readonly position: number;
  readonly result: ExecutionResult;
  /** Where a reader stands that has not had this result. */
  readonly before: Checkpoint;
  /** The work that made it. */
  readonly origin: TraceOrigin;
}

/** Told as the reader goes on; may close it. */
export interface Progress {
  /** Everything up to `at` is done with. */
  readonly passed: () => void;
  /** It is where others come together: there is nothing to read for a moment, or what it reads has only just been received. */
  readonly atEnd: () => void;
  /** Position that no event passes which begins before it; null where there is none. */
  readonly limit: () => number | null;
}

/** More entries than this are never one event, so that its keys stay few. */
const longestStretch = 1_000;
const longestPauseMs = 2_000;
const idleMs = 20;
/** What was received so lately is the end of a log in which entries never cease. */
const freshMs = 1_000;

/** Reads the log for one subscription and answers what concerns it, one event each time it is asked. */
export class EventReader {
  readonly #parts: EventReaderParts;
  readonly #progress: Progress | null;
  readonly #closed = new AbortController();
  readonly #start: Checkpoint | string | null;
  #entries: EntryReader | null = null;
  #at: Checkpoint | null = null;
  #firstPosition: number | null = null;
  #lastReceivedAt = 0;

  /** Goes on from a place, or begins at the newest entry when that is null. */
  constructor(parts: EventReaderParts, start: Checkpoint | string | null, progress: Progress | null = null) {
    this.#parts = parts;
    this.#start = start;
    this.#progress = progress;
    if (start !== null && typeof start !== 'string') this.#at = start;
  }

  /** Null before it has begun. */
  get at(): Checkpoint | null {
    return this.#at;
  }

  /** Position of the first entry it has read. */
  get firstPosition(): number | null {
    return this.#firstPosition;
  }

  /**
   * The next result, however long that takes; null when the reader was closed.
   * @throws DomainError when there will be no more, for example RESYNC.
   */
  next(): Promise<EventResult | null> {
    return inRequest({ requestId: this.#parts.context.requestId }, () => this.#next());
  }

  async #next(): Promise<EventResult | null> {
    try {
      this.#at ??= await this.#begin();
      while (!this.#closed.signal.aborted) {
        const stretch = await this.#nextStretch();
        const answer = (): Promise<EventResult | null> => this.#answer(rootValue(stretch, this.#at!.shown));
        const result = stretch.length === 0 ? null : await inEntriesSpan(eventSpan(this.#parts.plan, stretch), stretch, answer);
        if (result) return result;
      }
      return null;
    } catch (error) {
      if (this.#closed.signal.aborted) return null;
      throw error;
    }
  }

  /** Frees everything at once, whatever it is waiting for. */
  close(): void {
    this.#closed.abort();
    this.#entries?.close();
  }

  async #answer(event: EventRoot): Promise<EventResult | null> {
    const { plan, variables, context, executor, logger } = this.#parts;
    const before = this.#at!;
    const { result, watch } = await executor.answer({ plan, variables, context, closed: this.#closed.signal }, event);
    if (this.#closed.signal.aborted) return null;
    throwIfLost(result);
    logger.debug({ position: event.position }, 'subscription event answered');
    // What could not be shown is part of what the next event is about.
    const isShown = (result?.data?.[plan.responseKey] ?? null) !== null;
    const { cursor, position } = event;
    const renewed = watch === undefined ? before.watch : asWatch(watch);
    const isWhole = isShown || (result === null && before.isWhole);
    const { shown, shownPosition } = isShown ? { shown: cursor, shownPosition: position } : before;
    this.#at = { place: cursor, position, shown, shownPosition, isWhole, watch: renewed };
    return (
      result && {
        cursor,
        position,
        result: { ...result, extensions: { ...result.extensions, ...warningsOf(context), cursor } },
        before,
        origin: traceOrigin(),
      }
    );
  }

  /** The next entry that may concern the subscriber, with those of its stretch; none when the reader was closed. */
  async #nextStretch(): Promise<readonly FeedEntry[]> {
    const entries = (this.#entries ??= new EntryReader(this.#parts.feed, this.#at!));
    for (;;) {
      this.#progress?.passed();
      if (this.#closed.signal.aborted) break;
      const first = await this.#patiently(() => this.#nextEntry(entries));
      if (!first) break;
      this.#sawFirst(first.position);
      this.#lastReceivedAt = first.receivedAt.getTime();
      if (this.#concerns(first)) {
        const { coalesceMs } = this.#parts.plan.topic;
        return coalesceMs === null ? [first] : await this.#stretch(entries, first, coalesceMs);
      }
      this.#at = { ...this.#at!, place: first.cursor, position: first.position };
    }
    entries.close();
    return [];
  }

  async #nextEntry(entries: EntryReader): Promise<FeedEntry | null> {
    if (this.#progress !== null && (this.#isFresh() || (await entries.isIdleFor(idleMs)))) this.#progress.atEnd();
    return this.#closed.signal.aborted ? null : entries.next();
  }

  #isFresh(): boolean {
    return Date.now() - this.#lastReceivedAt < freshMs;
  }

  /**
   * The entries that concern the subscriber from `first` on. What was read beyond the last of them is given back: it belongs
   * to a later event, and to the watch set as it will be then.
   */
  async #stretch(entries: EntryReader, first: FeedEntry, coalesceMs: number): Promise<readonly FeedEntry[]> {
    const until = performance.now() + coalesceMs;
    const stretch = [first];
    const beyond: FeedEntry[] = [];
    while (stretch.length + beyond.length < longestStretch) {
      const entry = await entries.nextWithin(until - performance.now());
      if (!entry) break;
      beyond.push(entry);
      if (this.#isPastLimit(first, entry)) break;
      if (this.#concerns(entry)) {
        stretch.push(entry);
        beyond.length = 0;
      }
    }
    entries.giveBack(beyond);
    return stretch;
  }

  /** Another reader's events begin at the limit: who may go on with them must not be in the middle of one. */
  #isPastLimit(first: FeedEntry, entry: FeedEntry): boolean {
    const limit = this.#progress?.limit() ?? null;
    return limit !== null && first.position <= limit && entry.position > limit;
  }

  /** Nothing lies between the place it began at and the first entry. */
  #sawFirst(position: number): void {
    if (this.#firstPosition !== null) return;
    this.#firstPosition = position;
    const at = this.#at!;
    if (at.position < 0) this.#at = { ...at, position: position - 1, shownPosition: position - 1 };
  }

  #concerns({ type, keys }: FeedEntry): boolean {
    const { watch } = this.#at!;
    return isOfTopic(this.#parts.plan.topic.name, type) && (watch === 'all' || keys.some((key) => watch.has(key)));
  }

  /** Place and watch set to begin with, in this order, so that nothing between the two is missed. */
  async #begin(): Promise<Checkpoint> {
    const { plan, variables, context, owner, feed } = this.#parts;
    const { principal, requestId } = context;
    const place = typeof this.#start === 'string' ? this.#start : await this.#patiently(() => feed.head());
    const request = { query: plan.primary.query, variables: primaryVariables(plan, variables), principal, requestId };
    const watch = asWatch(await this.#patiently(() => owner.watch(request, this.#closed.signal)));
    return { place, position: -1, shown: place, shownPosition: -1, isWhole: true, watch };
  }

  /** Does it again, a little later each time, while what it needs cannot be reached. */
  async #patiently<Value>(work: () => Promise<Value>): Promise<Value> {
    for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        return await work();
      } catch (error) {
        const mayHeal = error instanceof UnavailableError || error instanceof TimeoutError || !(error instanceof DomainError);
        if (!mayHeal || this.#closed.signal.aborted) throw error;
        if (pauseMs === 100) this.#logWait(error);
        await pause(pauseMs, this.#closed.signal);
      }
    }
  }

  #logWait(error: unknown): void {
    const { logger, context } = this.#parts;
    const facts = { err: error, requestId: context.requestId };
    if (error instanceof DomainError) logger.warn(facts, 'subscription waits for its subgraph');
    else logger.error(facts, 'subscription waits for its subgraph, which failed unexpectedly');
  }
}

/** The owner may say that what it has shown before is not true any more. @throws ResyncError */
function throwIfLost(result: ExecutionResult | null): void {
  const lost = result?.errors?.find((error) => error.extensions['code'] === 'RESYNC');
  const cursor = lost?.extensions['cursor'];
  if (typeof cursor === 'string') throw new ResyncError(cursor, 'what was shown before has been corrected');
}

/** Several entries are one event: the last of them, with the keys of all. */
function rootValue(stretch: readonly FeedEntry[], after: string): EventRoot {
  const { cursor, position, id, type, decision, keys } = stretch.at(-1)!;
  if (stretch.length === 1) return { cursor, position, entryId: id, type, keys, decision, after };
  const [united, types] = [new Set(stretch.flatMap((entry) => entry.keys)), new Set(stretch.map((entry) => entry.type))];
  return { cursor, position, entryId: id, type, keys: [...united], types: [...types], decision, after };
}

function asWatch(watch: WatchSet): Watch {
  return watch === 'all' ? 'all' : new Set(watch);
}
