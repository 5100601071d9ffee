import type { EntryReader } from './entry-reader.ts';
import type { LogEntry } from './log-entry.ts';
import type { Tail } from './tail.ts';

/** Loads bodies into entries that several consumers share: one after the other, so that none is read twice. */
export class Bodies {
  readonly #reader: EntryReader;
  readonly #tail: Tail;
  #last: Promise<unknown> = Promise.resolve();

  constructor(reader: EntryReader, tail: Tail) {
    this.#reader = reader;
    this.#tail = tail;
  }

  /** Answers how many of the entries, from the first on, have their bodies: at least one. */
  async load(entries: readonly LogEntry[]): Promise<number> {
    const mine = this.#last.then(() => this.#loadMissing(entries));
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  async #loadMissing(entries: readonly LogEntry[]): Promise<number> {
    const first = entries.findIndex((entry) => entry.loadedBytes === null);
    if (first === -1) return entries.length;
    const missing = entries.slice(first).filter((entry) => entry.loadedBytes === null);
    const loaded = await this.#reader.loadBodies(missing);
    this.#tail.trimBodies();
    const cut = missing[loaded];
    return cut ? entries.indexOf(cut) : entries.length;
  }
}
