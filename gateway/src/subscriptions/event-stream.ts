import type { ExecutionResult } from 'graphql';
import { DomainError, TimeoutError, UnavailableError } from '@hotpass/kernel';
import { isOfTopic } from '@hotpass/events';
import type { EventFeed, FeedEntry, FeedSubscription, Logger, WatchSet } from '@hotpass/server';
import type { CallContext } from '../call-context.ts';
import { pause } from '../clients/deadline.ts';
import type { SubgraphClient } from '../clients/subgraph-client.ts';
import { asGraphQLError, logBugs } from '../errors.ts';
import { presented, type EventExecutor } from './event-executor.ts';
import { LateSubgraphs } from './late-subgraphs.ts';
import { primaryVariables, resumePlace, type SubscriptionPlan } from './subscription-plan.ts';

export interface EventStreamParts {
  readonly plan: SubscriptionPlan;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: CallContext;
  readonly owner: SubgraphClient;
  readonly feed: EventFeed;
  readonly executor: EventExecutor;
  readonly logger: Logger;
  readonly onClose: () => void;
}

interface Reader {
  readonly subscription: FeedSubscription;
  readonly batches: AsyncIterator<readonly FeedEntry[]>;
}

type Watch = ReadonlySet<string> | 'all';

const longestPauseMs = 2_000;

/**
 * The results of one subscription. It works only when it is asked for the next one, so a slow client falls behind
 * in the log instead of filling memory. A hand-made iterator: `return()` of an async generator would wait behind
 * a pending `next()`, and on a quiet stream nothing would ever be freed.
 */
export class EventStream implements AsyncIterableIterator<ExecutionResult> {
  readonly #parts: EventStreamParts;
  readonly #closed = new AbortController();
  readonly #late = new LateSubgraphs();
  #reader: Reader | null = null;
  #place: string | null;
  #position = -1;
  #watch: Watch | null = null;
  #batch: readonly FeedEntry[] = [];
  #index = 0;

  constructor(parts: EventStreamParts) {
    this.#parts = parts;
    this.#place = resumePlace(parts.plan, parts.variables);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    try {
      const value = await this.#nextResult();
      return value ? { done: false, value } : { done: true, value: undefined };
    } catch (error) {
      if (this.#closed.signal.aborted) return { done: true, value: undefined };
      this.close();
      return { done: false, value: this.#failure(error) };
    }
  }

  async return(): Promise<IteratorReturnResult<undefined>> {
    this.close();
    return { done: true, value: undefined };
  }

  async throw(error: unknown): Promise<never> {
    this.close();
    throw error;
  }

  /** Frees everything at once, whatever it is waiting for. */
  close(): void {
    if (this.#closed.signal.aborted) return;
    this.#closed.abort();
    this.#reader?.subscription.close();
    this.#parts.onClose();
  }

  async #nextResult(): Promise<ExecutionResult | null> {
    while (!this.#closed.signal.aborted) {
      const entry = await this.#nextEntry();
      if (!entry) return null;
      const result = await this.#answer(entry);
      if (result) return result;
    }
    return null;
  }

  async #answer(entry: FeedEntry): Promise<ExecutionResult | null> {
    const { plan, variables, context, executor } = this.#parts;
    const { result, watch } = await executor.answer({ plan, variables, context, closed: this.#closed.signal, late: this.#late }, entry);
    if (watch !== undefined) this.#watch = asWatch(watch);
    return result && { ...result, extensions: { ...result.extensions, cursor: entry.cursor } };
  }

  /** The next entry that may concern the subscriber; null when the subscription has ended. */
  async #nextEntry(): Promise<FeedEntry | null> {
    this.#watch ??= await this.#open();
    while (!this.#closed.signal.aborted) {
      const entry = this.#batch[this.#index];
      if (!entry) {
        this.#batch = await this.#patiently(() => this.#read());
        this.#index = 0;
        continue;
      }
      this.#index += 1;
      if (entry.position <= this.#position) continue;
      this.#position = entry.position;
      this.#place = entry.cursor;
      if (isOfTopic(this.#parts.plan.topic, entry.type) && concerns(entry, this.#watch)) return entry;
    }
    return null;
  }

  /** The watch set to begin with. The place is taken before it, so that nothing between the two is missed. */
  async #open(): Promise<Watch> {
    const { plan, variables, context, owner, feed } = this.#parts;
    const { principal, requestId } = context;
    this.#place ??= await this.#patiently(() => feed.head());
    const request = { query: plan.primary.query, variables: primaryVariables(plan, variables), principal, requestId };
    return asWatch(await this.#patiently(() => owner.watch(request, this.#closed.signal)));
  }

  /** The next batch. A reader that failed is replaced by one that goes on from the same place. */
  async #read(): Promise<readonly FeedEntry[]> {
    this.#reader ??= this.#subscribe();
    try {
      const { done, value } = await this.#reader.batches.next();
      if (done && !this.#closed.signal.aborted) throw new UnavailableError('The feed has ended.');
      return done ? [] : value;
    } catch (error) {
      this.#reader.subscription.close();
      this.#reader = null;
      throw error;
    }
  }

  #subscribe(): Reader {
    const subscription = this.#parts.feed.subscribe(this.#place ?? '');
    if (this.#closed.signal.aborted) subscription.close();
    return { subscription, batches: subscription[Symbol.asyncIterator]() };
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

  #failure(error: unknown): ExecutionResult {
    const { context, logger } = this.#parts;
    const failure = asGraphQLError(error);
    logBugs([failure], context.requestId, logger);
    return { errors: [presented(failure, context.requestId)] };
  }
}

function asWatch(watch: WatchSet): Watch {
  return watch === 'all' ? 'all' : new Set(watch);
}

function concerns(entry: FeedEntry, watch: Watch): boolean {
  return watch === 'all' || entry.keys.some((key) => watch.has(key));
}
