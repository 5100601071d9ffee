import { TimeoutError } from '@hotpass/kernel';
import type pg from 'pg';
import { Alarm } from './alarm.ts';
import type { Bodies } from './bodies.ts';
import { takeOver } from './consumer-ownership.ts';
import { ConsumerProgress } from './consumer-progress.ts';
import { FencedError, readRow, versionOf } from './consumer-row.ts';
import { ConsumerStoppedError } from './consumer-stopped.ts';
import type { Consumer, ConsumerStatus } from './consumer.ts';
import { beginning } from './entry-reader.ts';
import { failureOf } from './failure.ts';
import { FaultWindow } from './fault-window.ts';
import type { LogLogger } from './logger.ts';
import { OwnedConsumer } from './owned-consumer.ts';
import { countQuarantined } from './quarantine.ts';
import type { Session } from './session.ts';
import type { Tail } from './tail.ts';
import { inTransaction } from './transaction.ts';

const batchEntries = 256;
/**
 * The first entry after a rest is taken at once. While more come, a batch that was not full is followed by a pause of
 * twice the time it took, within bounds: a small batch costs what a larger one does, and the rest of the process has
 * work to do. When somebody waits for this consumer the pause is as long as the batch took, and shorter.
 */
const pace = {
  usual: { times: 2, leastMs: 40, mostMs: 200 },
  awaited: { times: 1, leastMs: 15, mostMs: 100 },
} as const;
const backoffMs = { first: 100, last: 5_000 } as const;
/** How often a process that does not own the consumer looks where it stands while somebody waits for it. */
const lookMs = 25;

export interface RunnerOptions {
  readonly pool: pg.Pool;
  readonly bodies: Bodies;
  readonly tail: Tail;
  readonly session: Session;
  readonly logger: LogLogger;
  readonly pollMs: number;
  /** A reactor appended. */
  readonly onAppended: () => void;
}

/** How far a consumer at this position is behind; the time is of the last entry it has passed, where that is known. */
export type Behind = (position: number, passedAtMicros: bigint) => Pick<ConsumerStatus, 'lag' | 'lagMs'>;

/** Runs one consumer in this process while it is the active one, and stands by while another is. */
export class ConsumerRunner {
  readonly consumer: Consumer;
  readonly #options: RunnerOptions;
  readonly #progress = new ConsumerProgress();
  readonly #alarm = new Alarm();
  readonly #stopListening: () => void;
  #owned: OwnedConsumer | null = null;
  /** Whether the server is still the one that told where the consumer stands: a crash takes back what was not flushed. */
  #isCertain = false;
  #running: Promise<void> | null = null;
  #closed = false;
  #paused = false;
  /** Stopped by a fault that does not heal by itself. */
  #halted = false;
  #retryMs: number = backoffMs.first;
  #restUntil = 0;
  /** Callers of `reached` whose position has not come. */
  #awaiting = 0;

  constructor(consumer: Consumer, options: RunnerOptions) {
    this.consumer = consumer;
    this.#options = options;
    this.#stopListening = options.tail.onProgress(this.#alarm.wake);
  }

  async start(): Promise<void> {
    await this.look();
    this.#running = this.#run();
  }

  /** The locks of this process are gone; a transaction under way is decided by its fence. */
  lost(): void {
    this.#owned = null;
    this.#isCertain = false;
    this.#alarm.wake();
  }

  /** The database is back: no need to wait longer. */
  recovered(): void {
    this.#restUntil = 0;
    this.#retryMs = backoffMs.first;
    this.#alarm.wake();
  }

  /** Resolves when no batch is under way. */
  async pause(): Promise<void> {
    this.#paused = true;
    this.#alarm.wake();
    while (!this.#closed && this.#progress.state !== 'paused') await this.#progress.changed(this.#options.pollMs);
  }

  /** Also lets a stopped consumer try again. */
  resume(): void {
    this.#paused = false;
    this.#halted = false;
    this.#alarm.wake();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stopListening();
    this.#alarm.wake();
    await this.#running;
    await this.#release();
  }

  status(behind: Behind): ConsumerStatus {
    const { position, state, reason, quarantined } = this.#progress;
    const passedAtMicros = this.#owned?.row.place.receivedAtMicros ?? beginning.receivedAtMicros;
    return { name: this.consumer.name, position, ...behind(position, passedAtMicros), state, reason, quarantined };
  }

  /** @throws TimeoutError when the consumer has not committed the position by then. */
  async reached(position: number, timeoutMs: number): Promise<void> {
    if (this.#isAt(position)) return;
    this.#awaiting += 1;
    this.#alarm.wake();
    try {
      await this.#untilReached(position, performance.now() + timeoutMs);
    } finally {
      this.#awaiting -= 1;
    }
  }

  #isAt(position: number): boolean {
    return this.#isCertain && this.#progress.position >= position;
  }

  async #untilReached(position: number, until: number): Promise<void> {
    while (!this.#isAt(position)) {
      const leftMs = until - performance.now();
      if (leftMs <= 0) throw new TimeoutError('The data is not as new as asked for yet. Try again.', { consumer: this.consumer.name });
      if (!this.#isCertain && (await this.#couldLook())) continue;
      await this.#progress.changed(this.#owned ? leftMs : Math.min(leftMs, lookMs));
      if (!this.#owned) await this.#couldLook();
    }
  }

  /** Reads where the consumer stands, whoever moves it. Whether its tables are of this process's version. */
  async look(): Promise<boolean> {
    const { row, quarantined } = await inTransaction(this.#options.pool, 'read', async (query) => ({
      row: await readRow(query, this.consumer.name),
      quarantined: await countQuarantined(query, this.consumer.name),
    }));
    this.#progress.quarantined = quarantined;
    const isOurs = row?.version === versionOf(this.consumer);
    // Tables of another version are not what this process is asked about.
    if (row && !this.#owned) this.#progress.moved(isOurs ? row.place.position : 0);
    this.#isCertain = true;
    return isOurs;
  }

  async #couldLook(): Promise<boolean> {
    return this.look().then(
      () => true,
      () => false,
    );
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      try {
        if (this.#paused) await this.#waitPaused();
        else if (this.#halted) await this.#alarm.sleep();
        else if (this.#owned) await this.#step(this.#owned);
        else await this.#own();
      } catch (error) {
        await this.#failed(error);
      }
    }
  }

  async #waitPaused(): Promise<void> {
    this.#progress.enter('paused');
    await this.#alarm.sleep();
  }

  /** Becomes the active instance, or stands by while another process is. */
  async #own(): Promise<void> {
    const { session, pool, logger, onAppended, pollMs } = this.#options;
    const { consumer } = this;
    if (!(await session.tryLock(consumer.name))) {
      const isOurs = await this.look();
      // While another process has tables of another version, this one cannot serve from them.
      if (session.connected) this.#progress.enter(isOurs ? 'standby' : 'starting');
      await this.#rest(pollMs);
      return;
    }
    const { row, recentFaults, quarantined } = await inTransaction(pool, 'write', (query) => takeOver(query, consumer));
    this.#progress.quarantined = quarantined;
    this.#progress.moved(row.place.position);
    this.#isCertain = true;
    this.#owned = new OwnedConsumer(row, {
      pool,
      consumer,
      faults: new FaultWindow(recentFaults),
      onMoved: ({ position, appended, setAside }) => {
        this.#retryMs = backoffMs.first;
        this.#progress.quarantined += setAside;
        this.#progress.moved(position);
        if (appended) onAppended();
      },
    });
    this.#works(this.#owned);
    logger.info({ consumer: consumer.name, position: row.place.position, rebuildTo: row.rebuildTo }, 'consumer active');
  }

  /** One batch, or a rest until there is one. */
  async #step(owned: OwnedConsumer): Promise<void> {
    const { tail, bodies } = this.#options;
    const { place } = owned.row;
    const entries = await tail.read(place, batchEntries);
    const end = entries.at(-1);
    if (!end) {
      this.#works(owned);
      await this.#alarm.sleep(this.#options.pollMs);
      return;
    }
    const began = performance.now();
    const wanted = entries.filter((entry) => this.consumer.types.includes(entry.type));
    const loaded = wanted.length === 0 ? 0 : await bodies.load(wanted);
    const cut = wanted[loaded];
    // Bodies beyond the budget wait for the next batch, and so does what follows them.
    if (cut) await owned.take(wanted.slice(0, loaded), entries[entries.indexOf(cut) - 1] ?? end);
    else await owned.take(wanted, end);
    this.#works(owned);
    if (entries.length < batchEntries && !cut) await this.#paceAfter(performance.now() - began);
  }

  /** Once somebody waits it stays the shorter pause, also when the one who waited has what they asked for. */
  async #paceAfter(tookMs: number): Promise<void> {
    const since = performance.now();
    let until = Number.POSITIVE_INFINITY;
    await this.#sleepUntil(() => {
      const { times, leastMs, mostMs } = this.#awaiting > 0 ? pace.awaited : pace.usual;
      until = Math.min(until, since + Math.min(Math.max(times * tookMs, leastMs), mostMs));
      return until;
    });
  }

  #works(owned: OwnedConsumer): void {
    if (this.#owned === owned) this.#progress.enter(owned.row.rebuildTo === null ? 'running' : 'rebuilding');
  }

  async #failed(error: unknown): Promise<void> {
    const { logger } = this.#options;
    const { name } = this.consumer;
    if (error instanceof FencedError) {
      logger.warn({ consumer: name }, 'consumer taken over by another process');
      await this.#release();
      await this.#rest(backoffMs.first);
      return;
    }
    if (failureOf(error) === 'outage') {
      logger.warn({ err: error, consumer: name, retryMs: this.#retryMs }, 'consumer waits for the database');
      // A deadlock or a dropped connection is over with the first retry.
      if (this.#retryMs > backoffMs.first) this.#progress.stop('The database does not answer; it goes on by itself when it does.');
      await this.#rest(this.#retryMs);
      this.#retryMs = Math.min(this.#retryMs * 2, backoffMs.last);
      return;
    }
    logger.error({ err: error, consumer: name }, 'consumer stopped');
    this.#halted = true;
    await this.#release();
    const reason =
      error instanceof ConsumerStoppedError ? error.message : 'An unexpected error stopped it; the log of this process tells more.';
    this.#progress.stop(reason);
  }

  async #release(): Promise<void> {
    this.#owned = null;
    await this.#options.session.unlock(this.consumer.name);
  }

  /** Not cut short by new entries; by the end, or by `recovered`. */
  async #rest(ms: number): Promise<void> {
    this.#restUntil = performance.now() + ms;
    await this.#sleepUntil(() => this.#restUntil);
  }

  /** To a time that may change meanwhile: whoever changes it wakes the sleeper. */
  async #sleepUntil(until: () => number): Promise<void> {
    for (let leftMs = until() - performance.now(); leftMs > 0 && !this.#closed; leftMs = until() - performance.now())
      await this.#alarm.sleep(leftMs);
  }
}
