import type { FeedEntry } from '@hotpass/server';

const keptEntries = 8_192;
/** An entry has a key for each thing it is about; all keys of what is kept together. */
const keptKeys = 200_000;
const batchEntries = 256;

/** The newest entries of a log, one after another without a gap; those who read them hold a number, not a copy. */
export class RecentEntries {
  readonly #waiting = new Set<() => void>();
  /** Number of the entry after a place, by its cursor and its id. */
  readonly #numbers = new Map<string, number>();
  #entries: FeedEntry[] = [];
  #first = 0;
  #keys = 0;
  #isLive = false;

  /** From here on entries come, the first of them after `place`. */
  begin(place: string): void {
    this.#isLive = true;
    this.#numbers.set(place, this.#first);
    this.#wake();
  }

  push(batch: readonly FeedEntry[]): void {
    for (const entry of batch) {
      this.#entries.push(entry);
      this.#keys += entry.keys.length;
      const next = this.#first + this.#entries.length;
      this.#numbers.set(entry.cursor, next).set(entry.id, next);
    }
    this.#forget();
    this.#wake();
  }

  /** No more entries come: who reads goes on elsewhere. */
  end(): void {
    this.#isLive = false;
    // Also the number after the last is gone: what comes next need not follow it.
    this.#first += this.#entries.length + 1;
    this.#entries = [];
    this.#keys = 0;
    this.#numbers.clear();
    this.#wake();
  }

  /** Number of the entry after a place; null when the place is not among these. */
  numberAfter(place: string): number | null {
    return this.#numbers.get(place) ?? null;
  }

  /** Entries from a number on, empty when there are none yet; null when that number is gone. */
  from(number: number): readonly FeedEntry[] | null {
    if (!this.#isLive || number < this.#first) return null;
    const index = number - this.#first;
    return this.#entries.slice(index, index + batchEntries);
  }

  /** Resolves when something has changed, or the signal fires. */
  async news(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.add(resolve);
    const stop = (): void => resolve();
    signal.addEventListener('abort', stop, { once: true });
    await promise;
    signal.removeEventListener('abort', stop);
    this.#waiting.delete(resolve);
  }

  #forget(): void {
    let gone = 0;
    for (; this.#entries.length - gone > keptEntries || this.#keys > keptKeys; gone += 1) this.#keys -= this.#entries[gone]!.keys.length;
    if (gone === 0) return;
    this.#entries.splice(0, gone);
    this.#first += gone;
    // Places stand in the order of their numbers.
    for (const [place, number] of this.#numbers) {
      if (number >= this.#first) break;
      this.#numbers.delete(place);
    }
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
  }
}
