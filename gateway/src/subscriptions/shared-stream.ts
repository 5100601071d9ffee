import { ResultText } from '../delivery/result-text.ts';
import { EventReader, type Checkpoint, type EventReaderParts, type EventResult } from './event-reader.ts';

/** One result for everybody who shares a stream. */
export interface SharedResult {
  readonly text: ResultText;
  readonly position: number;
  /** Where whoever does not take it can go on alone. */
  readonly before: Checkpoint;
}

/** Called back at once, one result after the other; may leave meanwhile. */
export interface Member {
  readonly take: (result: SharedResult) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * The results of one operation, answered once for all who may see the same. It waits for none of them: who cannot take a
 * result leaves and goes on alone. When the last has left, everything is freed at once.
 */
export class SharedStream {
  readonly #reader: EventReader;
  readonly #members = new Set<Member>();
  readonly #onEnd: () => void;

  /** Begins at the newest entry when `start` is null. `onEnd` is called once, also after a failure. */
  constructor(parts: EventReaderParts, start: Checkpoint | null, onEnd: () => void) {
    this.#reader = new EventReader(parts, start);
    this.#onEnd = onEnd;
    void this.#run();
  }

  /** Position up to which everything has been given to the members; -1 where it is not known. */
  get position(): number {
    return this.#reader.at?.position ?? -1;
  }

  /**
   * Whether a reader that stands at `at` has seen everything this stream had given to its members when its position was `mark`.
   * A stream that began at the newest entry has no position until it has read one: then the place itself is compared.
   */
  isReached(mark: number, at: Checkpoint): boolean {
    if (mark >= 0) return at.position >= mark;
    const { firstPosition } = this.#reader;
    return firstPosition === null ? at.place === this.#reader.at?.place : at.position >= firstPosition - 1;
  }

  join(member: Member): void {
    this.#members.add(member);
  }

  leave(member: Member): void {
    if (this.#members.delete(member) && this.#members.size === 0) this.#end();
  }

  async #run(): Promise<void> {
    try {
      for (let next = await this.#reader.next(); next !== null; next = await this.#reader.next()) this.#give(next);
    } catch (error) {
      this.#end();
      for (const member of this.#members) member.fail(error);
    }
  }

  #give({ cursor, result, position, before, origin }: EventResult): void {
    const shared = { text: new ResultText(cursor, result, origin), position, before };
    // Who takes one may leave, or make another leave.
    for (const member of [...this.#members]) if (this.#members.has(member)) member.take(shared);
  }

  #end(): void {
    this.#reader.close();
    this.#onEnd();
  }
}
