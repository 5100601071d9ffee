import type { EntryReader } from './entry-reader.ts';
import type { LogEntry } from './log-entry.ts';
import type { Tail } from './tail.ts';
import { Turns } from './turns.ts';

/** Loads bodies into entries that several consumers share: one after the other, so that none is read twice. */
export class Bodies {
  readonly #reader: EntryReader;
  readonly #tail: Tail;
  readonly #turns = new Turns();

  constructor(reader: EntryReader, tail: Tail) {
    this.#reader = reader;
    this.#tail = tail;
  }

  /** Answers how many of the entries, from the first on, have their bodies: at least one. */
  load(entries: readonly LogEntry[]): Promise<number> {
    return this.#turns.take(() => this.#loadMissing(entries));
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
