import { AsyncResource } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { failureOf } from './failure.ts';
import type { LogLogger } from './logger.ts';

const maxEntries = 4_096;
/** Another process is at work: ask again soon, it may have begun before our commit. */
const busyDelayMs = 5;
/** The first commit after a rest is sequenced at once, those that follow share a call: each flushes the disk once more. */
const paceMs = 10;

export interface SequencerOptions {
  readonly pool: pg.Pool;
  readonly logger: LogLogger;
  /** Positions were given: wake this process and the others. */
  readonly onSequenced: () => void;
}

/** Calls log.sequence() after commits: one call in flight, all commits meanwhile share the next. */
export class Sequencer {
  readonly #options: SequencerOptions;
  /** It works for everybody: in the context of this process, not of whose commit woke it (whose trace it would fill). */
  readonly #run = AsyncResource.bind(() => this.#sequence());
  #running: Promise<void> | null = null;
  #again = false;
  #closed = false;

  constructor(options: SequencerOptions) {
    this.#options = options;
  }

  /** Something was committed. Returns at once. */
  kick(): void {
    this.#again = true;
    this.#running ??= this.#run();
  }

  /** Resolves when everything committed before the call has its position. @throws what the database throws. */
  async drain(): Promise<void> {
    for (;;) {
      const sequenced = await this.#call();
      if (sequenced === null) await delay(busyDelayMs);
      else if (sequenced < maxEntries) return;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  async #sequence(): Promise<void> {
    try {
      while (this.#again && !this.#closed) {
        this.#again = false;
        const next = performance.now() + paceMs;
        const sequenced = await this.#call();
        if (sequenced === null) await delay(busyDelayMs);
        if (sequenced === null || sequenced === maxEntries) this.#again = true;
        else if (sequenced > 0 && !this.#closed) await delay(Math.max(next - performance.now(), 0));
      }
    } catch (error) {
      // Committed entries wait for the next append or poll. Of an outage the tail tells.
      const level = failureOf(error) === 'outage' ? 'debug' : 'error';
      this.#options.logger[level]({ err: error }, 'sequencing failed');
    } finally {
      this.#running = null;
    }
    if (this.#again && !this.#closed) this.kick();
  }

  async #call(): Promise<number | null> {
    const { rows } = await this.#options.pool.query<{ n: number | null }>({
      name: 'log_sequence',
      text: 'select log.sequence($1) as n',
      values: [maxEntries],
    });
    const sequenced = rows[0]?.n ?? null;
    if (sequenced) this.#options.onSequenced();
    return sequenced;
  }
}
