import { setTimeout as delay } from 'node:timers/promises';
import { NotFoundError, type Principal } from '@hotpass/kernel';
import type pg from 'pg';
import { appendAgain } from './append-again.ts';
import { Bodies } from './bodies.ts';
import { createPool } from './connections.ts';
import { ConsumerRunner, type Behind } from './consumer-runner.ts';
import type { Consumer, ConsumerStatus } from './consumer.ts';
import type { Database } from './database.ts';
import { beginning, EntryReader } from './entry-reader.ts';
import { EraHistory } from './era-history.ts';
import { entriesBetween } from './eras.ts';
import { EventAppender } from './event-appender.ts';
import { failureOf, shownError } from './failure.ts';
import type { EventFeed } from './feed.ts';
import type {
  AppendRefusal,
  AppendResult,
  ConnectionUse,
  Log,
  QuarantinedEntry,
  QuarantinePage,
  ReceivedEvent,
  Replayed,
  StoredBytes,
} from './log.ts';
import type { LogLogger } from './logger.ts';
import { Places } from './places.ts';
import { PostgresDatabase } from './postgres-database.ts';
import { PostgresFeed } from './postgres-feed.ts';
import { listQuarantined } from './quarantine.ts';
import { Replays } from './replays.ts';
import { Sequencer } from './sequencer.ts';
import { Session } from './session.ts';
import { readBodies } from './stored-bodies.ts';
import { Tail } from './tail.ts';
import { inTransaction, onPool } from './transaction.ts';

const partitionsEveryMs = 3_600_000;

export interface PostgresLogOptions {
  readonly connectionString: string;
  readonly applicationName: string;
  readonly poolSize: number;
  readonly logger: LogLogger;
  readonly pollMs: number;
  /** Refuses a database that must not be used. */
  readonly check: (pool: pg.Pool) => Promise<void>;
}

/** The log of one process on Postgres: wires the parts, owns their connections and timers. */
export class PostgresLog implements Log {
  readonly database: Database;
  readonly feed: EventFeed;
  readonly #pool: pg.Pool;
  readonly #pollMs: number;
  readonly #logger: LogLogger;
  readonly #eras: EraHistory;
  readonly #session: Session;
  readonly #sequencer: Sequencer;
  readonly #reader: EntryReader;
  readonly #tail: Tail;
  readonly #bodies: Bodies;
  readonly #places: Places;
  readonly #appender: EventAppender;
  readonly #replays: Replays;
  readonly #runners = new Map<string, ConsumerRunner>();
  readonly #timers: NodeJS.Timeout[] = [];
  #closing: Promise<void> | null = null;

  private constructor(options: PostgresLogOptions) {
    const { logger, pollMs } = options;
    this.#pollMs = pollMs;
    this.#logger = logger;
    this.#eras = new EraHistory(() => this.#tail.reset());
    const connection = { ...options, enter: this.#eras.enter };
    this.#pool = createPool(connection);
    this.#reader = new EntryReader(this.#pool);
    this.#tail = new Tail({ reader: this.#reader, logger, pollMs });
    this.#bodies = new Bodies(this.#reader, this.#tail);
    this.#sequencer = new Sequencer({ pool: this.#pool, logger, onSequenced: () => this.#sequenced() });
    this.#session = new Session({
      connection,
      onNotified: this.#tail.wake,
      onConnected: () => {
        this.#poll();
        this.#runners.forEach((runner) => runner.recovered());
      },
      onLost: () => this.#runners.forEach((runner) => runner.lost()),
    });
    const eras = (): EraHistory['eras'] => this.#eras.eras;
    this.#places = new Places({ reader: this.#reader, eras, sequence: () => this.#sequencer.drain() });
    const onAppended = (): void => this.#sequencer.kick();
    this.database = new PostgresDatabase(this.#pool, onAppended);
    this.#appender = new EventAppender(this.#pool, onAppended);
    this.#replays = new Replays({ pool: this.#pool, reader: this.#reader, runners: this.#runners, logger, onAppended });
    this.feed = new PostgresFeed({ tail: this.#tail, places: this.#places, eras });
  }

  static async open(options: PostgresLogOptions): Promise<PostgresLog> {
    const log = new PostgresLog(options);
    try {
      await options.check(log.#pool);
      await log.#makePartitions();
      await log.#tail.start();
    } catch (error) {
      await log.close();
      throw error;
    }
    log.#session.start();
    log.#every(options.pollMs, () => log.#poll());
    log.#every(
      partitionsEveryMs,
      () => void log.#makePartitions().catch((err: unknown) => options.logger.error({ err }, 'making partitions failed')),
    );
    log.#poll();
    return log;
  }

  async appendEvents(principal: Principal, events: readonly ReceivedEvent[]): Promise<(AppendResult | AppendRefusal)[]> {
    return this.#appender.append(principal, events);
  }

  async start(consumer: Consumer): Promise<void> {
    if (this.#runners.has(consumer.name)) throw new Error(`Consumer ${consumer.name} is started already.`);
    const runner = new ConsumerRunner(consumer, {
      pool: this.#pool,
      bodies: this.#bodies,
      tail: this.#tail,
      session: this.#session,
      logger: this.#logger,
      pollMs: this.#pollMs,
      onAppended: () => this.#sequencer.kick(),
    });
    this.#runners.set(consumer.name, runner);
    await runner.start();
  }

  positionOf(place: string): Promise<number> {
    return this.#places.positionOf(place);
  }

  async reached(consumer: string, place: string, timeoutMs: number): Promise<void> {
    await this.#shown(async () => this.#runner(consumer).reached(await this.#places.positionOf(place), timeoutMs));
  }

  async settle(timeoutMs = 10_000): Promise<void> {
    const until = performance.now() + timeoutMs;
    const leftMs = (): number => Math.max(until - performance.now(), 0);
    const position = await this.#newest(leftMs);
    await Promise.all([...this.#runners.values()].map((runner) => runner.reached(position, leftMs())));
  }

  /** The last position once everything committed has one. An outage is waited out while there is time. */
  async #newest(leftMs: () => number): Promise<number> {
    for (;;) {
      try {
        await this.#sequencer.drain();
        return (await this.#reader.newest())?.position ?? 0;
      } catch (error) {
        if (failureOf(error) !== 'outage' || leftMs() === 0) throw shownError(error);
        await delay(Math.min(this.#pollMs, leftMs()));
      }
    }
  }

  status(): readonly ConsumerStatus[] {
    const behind: Behind = (position, passedAtMicros) => {
      const lag = entriesBetween(this.#eras.eras, position, this.#tail.position);
      return { lag, lagMs: lag === 0 ? 0 : ageMs(this.#tail.receivedAfter(position) ?? passedAtMicros) };
    };
    return [...this.#runners.values()].map((runner) => runner.status(behind));
  }

  connections(): ConnectionUse {
    const { totalCount, idleCount, waitingCount, options } = this.#pool;
    return { total: totalCount, idle: idleCount, waiting: waitingCount, maximum: options.max };
  }

  problems(): readonly string[] {
    const problems = this.#session.connected && !this.#tail.failing ? [] : ['The database does not answer.'];
    for (const { name, state, reason, lag } of this.status()) {
      if (state === 'starting') problems.push(`${name} is starting.`);
      if (state === 'rebuilding') problems.push(`${name} is being rebuilt: ${lag} entries to go.`);
      if (state === 'paused') problems.push(`${name} is paused.`);
      if (state === 'stopped') problems.push(`${name} has stopped. ${reason ?? ''}`.trim());
    }
    return problems;
  }

  async quarantine(consumer: string | null, page: QuarantinePage | null = null): Promise<readonly QuarantinedEntry[]> {
    return this.#shown(() => inTransaction(this.#pool, 'read', (query) => listQuarantined(query, consumer, page)));
  }

  async replay(principal: Principal, consumer: string, place: string): Promise<Replayed> {
    return this.#shown(async () => this.#replays.replay(principal, consumer, await this.#places.positionOf(place)));
  }

  async appendAgain(principal: Principal, place: string, decision: unknown, eventTime?: Date): Promise<string> {
    return this.#shown(async () =>
      appendAgain(this.#reader, this.database, principal, await this.#places.positionOf(place), decision, eventTime),
    );
  }

  async bodies(entryIds: readonly string[], maxBytes: number): Promise<ReadonlyMap<string, StoredBytes>> {
    return this.#shown(() => readBodies(onPool(this.#pool), entryIds, maxBytes));
  }

  async pause(consumer: string): Promise<void> {
    await this.#runner(consumer).pause();
  }

  resume(consumer: string): void {
    this.#runner(consumer).resume();
  }

  subscribers(): number {
    return this.#tail.listeners - this.#runners.size;
  }

  async close(): Promise<void> {
    this.#closing ??= this.#close();
    await this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#replays.close();
    await Promise.all([...this.#runners.values()].map((runner) => runner.close()));
    await this.#sequencer.close();
    await this.#tail.close();
    await this.#session.close();
    await this.#pool.end();
  }

  #runner(consumer: string): ConsumerRunner {
    const runner = this.#runners.get(consumer);
    if (!runner) throw new NotFoundError('This process has no such consumer.', { consumer });
    return runner;
  }

  #poll(): void {
    this.#sequencer.kick();
    this.#tail.wake();
    this.#replays.serve();
  }

  #sequenced(): void {
    this.#tail.wake();
    this.#session.notify();
  }

  async #makePartitions(): Promise<void> {
    await this.#pool.query('select log.make_partitions()');
  }

  #every(ms: number, run: () => void): void {
    this.#timers.push(setInterval(run, ms));
  }

  async #shown<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      throw shownError(error);
    }
  }
}

/** Null for the place before the first entry, which has no time. */
function ageMs(receivedAtMicros: bigint): number | null {
  return receivedAtMicros === beginning.receivedAtMicros ? null : Math.max(0, Date.now() - Number(receivedAtMicros / 1_000n));
}
