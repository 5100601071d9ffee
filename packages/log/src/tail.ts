import { Alarm } from './alarm.ts';
import { beginning, placeOf, type EntryReader, type ReadPlace } from './entry-reader.ts';
import { failureOf } from './failure.ts';
import { excessOf } from './kept-headers.ts';
import type { LogEntry } from './log-entry.ts';
import type { LogLogger } from './logger.ts';

const batchEntries = 1_024;
/** Decoded JSON is several times its text; older entries keep their header only. */
const keptBodyBytes = 16 * 1024 * 1024;
/** How often an empty read is confirmed over all partitions. */
const unprunedEveryMs = 60_000;

export interface TailOptions {
  readonly reader: EntryReader;
  readonly logger: LogLogger;
  readonly pollMs: number;
}

/** The one reader of a process at the end of the log; consumers and subscribers take from what it has read. */
export class Tail {
  readonly #options: TailOptions;
  readonly #alarm = new Alarm();
  readonly #listeners = new Set<() => void>();
  #place: ReadPlace = beginning;
  #from = 0;
  #entries: LogEntry[] = [];
  #running: Promise<void> | null = null;
  #failing = false;
  #closed = false;
  #resetWanted = false;
  #unprunedAt = Number.NEGATIVE_INFINITY;

  constructor(options: TailOptions) {
    this.#options = options;
  }

  /** Position of the newest entry seen. */
  get position(): number {
    return this.#place.position;
  }

  get failing(): boolean {
    return this.#failing;
  }

  async start(): Promise<void> {
    await this.#toEnd();
    this.#running = this.#run();
  }

  /** There may be something to read. */
  readonly wake = (): void => this.#alarm.wake();

  /** The server's history changed: what was read may not exist any more. */
  reset(): void {
    this.#entries = [];
    this.#from = Number.MAX_SAFE_INTEGER;
    this.#resetWanted = true;
    this.#alarm.wake();
  }

  /** Time in microseconds of the first entry after the position; null when memory does not hold it. */
  receivedAfter(position: number): bigint | null {
    return this.#kept(position, 1)?.[0]?.key.receivedAtMicros ?? null;
  }

  /** Called when there is more to read. Answers how to stop listening. */
  onProgress(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** How many listen. */
  get listeners(): number {
    return this.#listeners.size;
  }

  /** Entries after the place: from memory, or from the database for who is further behind. Empty when there are none yet. */
  async read(place: ReadPlace, limit: number): Promise<LogEntry[]> {
    const kept = this.#kept(place.position, limit);
    if (kept) return kept;
    const entries = await this.#options.reader.after(place, limit);
    // The tail has seen more: what follows lies further back in time than a read is pruned by.
    return entries.length === 0 && this.position > place.position ? this.#options.reader.afterUnpruned(place, limit) : entries;
  }

  /** Null when memory no longer (or not) holds them. */
  #kept(position: number, limit: number): LogEntry[] | null {
    if (position < this.#from) return null;
    if (position >= this.#place.position) return [];
    const start = this.#entries.findLastIndex((entry) => entry.position <= position) + 1;
    return this.#entries.slice(start, start + limit);
  }

  /** Bodies were loaded into shared entries: forget the oldest beyond the budget. */
  trimBodies(): void {
    let bytes = 0;
    for (let i = this.#entries.length - 1; i >= 0; i -= 1) {
      const entry = this.#entries[i];
      const loadedBytes = entry?.loadedBytes ?? null;
      if (!entry || loadedBytes === null) continue;
      bytes += loadedBytes;
      if (bytes > keptBodyBytes) this.#entries[i] = entry.withoutBody();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#alarm.wake();
    await this.#running;
  }

  async #toEnd(): Promise<void> {
    const newest = await this.#options.reader.newest();
    this.#place = newest ? placeOf(newest) : beginning;
    this.#from = this.#place.position;
    this.#entries = [];
    this.#resetWanted = false;
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      try {
        if (this.#resetWanted) {
          await this.#toEnd();
          this.#announce();
        }
        while (!this.#closed && (await this.#read()));
        this.#failing = false;
      } catch (error) {
        // Said once; it is tried again at every poll.
        const level = this.#failing ? 'debug' : failureOf(error) === 'outage' ? 'warn' : 'error';
        this.#failing = true;
        this.#options.logger[level]({ err: error }, 'reading the log failed');
      }
      if (!this.#closed) await this.#alarm.sleep(this.#options.pollMs);
    }
  }

  /** True when there may be more. */
  async #read(): Promise<boolean> {
    const { reader } = this.#options;
    let entries = await reader.after(this.#place, batchEntries);
    if (entries.length === 0 && performance.now() - this.#unprunedAt > unprunedEveryMs) {
      this.#unprunedAt = performance.now();
      entries = await reader.afterUnpruned(this.#place, batchEntries);
    }
    const newest = entries.at(-1);
    if (!newest || this.#resetWanted) return false;
    this.#entries.push(...entries);
    this.#place = placeOf(newest);
    const excess = excessOf(this.#entries);
    if (excess > 0) {
      this.#from = this.#entries[excess - 1]?.position ?? this.#from;
      this.#entries.splice(0, excess);
    }
    this.#announce();
    return entries.length === batchEntries;
  }

  #announce(): void {
    for (const listener of this.#listeners) listener();
  }
}
