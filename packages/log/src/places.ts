import { setTimeout as delay } from 'node:timers/promises';
import {
  BadUserInputError,
  cursorOf,
  decodeCursor,
  encodeCursor,
  NotFoundError,
  ResyncError,
  startOfLog,
  TimeoutError,
} from '@hotpass/kernel';
import { decodeEntryId, type EntryKey } from './entry-id.ts';
import { beginning, placeOf, type EntryReader, type ReadPlace } from './entry-reader.ts';
import { isLost, type Era } from './eras.ts';
import type { LogEntry } from './log-entry.ts';

export interface PlacesOptions {
  readonly reader: EntryReader;
  readonly eras: () => readonly Era[];
  /** Gives positions to what is committed. */
  readonly sequence: () => Promise<void>;
}

const positionText = /^\d{1,16}$/;

/** Turns what callers hold (cursor, entry id, position) into places of the log. */
export class Places {
  readonly #options: PlacesOptions;

  constructor(options: PlacesOptions) {
    this.#options = options;
  }

  /** The newest cursor. */
  async head(): Promise<string> {
    const newest = await this.#options.reader.newest();
    return newest ? cursorOf(newest) : encodeCursor(startOfLog);
  }

  /**
   * The place to go on from, when it can be resumed.
   * @throws ResyncError when its entry is not (or no longer) this log's, BadUserInputError when it is no cursor.
   */
  async resume(after: string): Promise<ReadPlace> {
    const key = decodeEntryId(after);
    if (key) {
      const entry = await this.#byKey(key);
      if (entry) return placeOf(entry);
      throw new ResyncError(await this.head(), 'its entry is not in this log');
    }
    const cursor = decodeCursor(after);
    if (cursor.position === 0 && cursor.check === startOfLog.check) return beginning;
    const entry = await this.#options.reader.at(cursor.position);
    if (entry && cursorOf(entry) === after) return placeOf(entry);
    throw new ResyncError(await this.head(), this.#whyNot(cursor.position, entry));
  }

  /** The position of a cursor, an entry id or a position as text. An id that has none yet gets one. */
  async positionOf(place: string): Promise<number> {
    const key = decodeEntryId(place);
    if (key) {
      const entry = await this.#byKey(key);
      if (!entry) throw new NotFoundError('There is no such entry in this log.', { place });
      return entry.position;
    }
    if (positionText.test(place)) {
      const position = Number(place);
      if (Number.isSafeInteger(position)) return position;
      throw new BadUserInputError('This is not a position of this log.', { place });
    }
    return decodeCursor(place).position;
  }

  #whyNot(position: number, entry: LogEntry | null): string {
    if (entry) return 'it belongs to another log';
    if (isLost(this.#options.eras(), position)) return 'its entry was lost when the database failed over or was restored';
    return 'its entry is not in this log';
  }

  async #byKey(key: EntryKey): Promise<LogEntry | null> {
    for (const waitMs of [0, 5, 20, 100, 400, 1_000]) {
      await delay(waitMs);
      const found = await this.#options.reader.byKey(key);
      if (!found) return null;
      if (found.sequenced) return found.sequenced;
      await this.#options.sequence();
    }
    throw new TimeoutError('This entry has no place in the order yet. Try again.');
  }
}
