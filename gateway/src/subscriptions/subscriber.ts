import type { ExecutionResult } from 'graphql';
import type { Outlet, QueueLimits } from '../delivery/outlet.ts';
import { ResultText } from '../delivery/result-text.ts';
import { asGraphQLError, logBugs, presented } from '../errors.ts';
import { EventReader, type Checkpoint, type EventReaderParts } from './event-reader.ts';
import type { Member, SharedResult, SharedStream } from './shared-stream.ts';

/** The shared streams of one operation, one of which is live at most. */
export interface StreamOfKey {
  readonly live: () => SharedStream | null;
  /** Makes the live one; it begins at the newest entry when `start` is null. */
  readonly found: (start: Checkpoint | null) => SharedStream;
}

export interface SubscriberParts extends EventReaderParts {
  /** To go on after; null begins at the newest entry. */
  readonly place: string | null;
  /** Null where nothing is shared. */
  readonly stream: StreamOfKey | null;
  readonly outlet: Outlet;
  readonly limits: QueueLimits;
  readonly onOverflow: () => void;
  /** Called once, when there will be no more results. */
  readonly onEnd: () => void;
}

/** Results of a stream that are kept while the subscriber reads up to `mark` by itself. */
interface Catching {
  readonly stream: SharedStream;
  mark: number;
  kept: SharedResult[];
  keptBytes: number;
}

/**
 * One subscription. Who comes without a place takes part in the shared stream at once; who comes back reads alone up to a
 * place the stream has passed, and then joins. Who cannot take what the stream gives reads alone again, at its own pace, from
 * the place before: it falls behind in the log, nothing queues for it, and its results say `delayed` until it has caught up.
 */
export class Subscriber implements Member {
  readonly #parts: SubscriberParts;
  #reader: EventReader | null = null;
  #stream: SharedStream | null = null;
  #catching: Catching | null = null;
  /** Where this subscriber was when it joined: the stream may not have come so far. */
  #position = -1;
  /** Where it stands that has read alone and joined, until it has taken a result. */
  #joinedAt: Checkpoint | null = null;
  #isDelayed = false;
  #isEnded = false;

  constructor(parts: SubscriberParts) {
    this.#parts = parts;
  }

  start(): void {
    const { place, stream } = this.#parts;
    if (place !== null || !stream) return void this.#readAlone(place);
    const live = stream.live() ?? stream.found(null);
    this.#position = live.position;
    this.#join(live);
  }

  /** Frees everything at once, whatever it is waiting for. */
  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#reader?.close();
    this.#leave();
    this.#parts.onEnd();
  }

  take(result: SharedResult): void {
    if (this.#catching) return this.#keep(this.#catching, result);
    if (result.position <= this.#position) return;
    const joinedAt = this.#joinedAt;
    this.#joinedAt = null;
    // An event is about everything since the one before: one that begins before what was shown here is not the next.
    if (joinedAt && beginOf(result) < joinedAt.shownPosition) return this.#goAlone(joinedAt);
    if (!this.#parts.outlet.isFull) return this.#parts.outlet.write(result.text);
    this.#isDelayed = true;
    this.#parts.onOverflow();
    this.#goAlone(joinedAt ?? result.before);
  }

  fail(error: unknown): void {
    // Who was not there yet comes to the same place by itself.
    if (this.#catching) return void (this.#catching = null);
    this.#finish(error);
  }

  #goAlone(at: Checkpoint): void {
    this.#leave();
    void this.#readAlone(at);
  }

  async #readAlone(start: Checkpoint | string | null): Promise<void> {
    const { outlet, stream } = this.#parts;
    const progress = stream && { passed: () => this.#meet(reader, false), atEnd: () => this.#meet(reader, true), limit: () => this.#mark };
    const reader: EventReader = new EventReader(this.#parts, start, progress);
    this.#reader = reader;
    try {
      for (;;) {
        await outlet.drained();
        const next = this.#isEnded ? null : await reader.next();
        if (!next || this.#isEnded) return;
        outlet.write(new ResultText(next.cursor, this.#isDelayed ? delayed(next.result) : next.result, next.origin));
      }
    } catch (error) {
      this.#finish(error);
    }
  }

  /** Joins the shared stream where both have seen the same. A reader at the end of the log begins one if there is none. */
  #meet(reader: EventReader, isAtEnd: boolean): void {
    const { at } = reader;
    const { stream } = this.#parts;
    if (!stream || !at) return;
    const existing = stream.live();
    // An event that was an error here may have been shown there: what it was about comes with the next event read alone.
    if (existing && !at.isWhole) return;
    const live = existing ?? (isAtEnd ? stream.found(at) : null);
    if (!live) return;
    if (this.#catching?.stream !== live) this.#catch(live);
    const { mark, kept } = this.#catching!;
    if (!live.isReached(mark, at)) return;
    reader.close();
    this.#reader = null;
    this.#catching = null;
    this.#isDelayed = false;
    this.#position = at.position;
    this.#joinedAt = at;
    this.#join(live);
    for (const result of kept) if (this.#stream === live) this.take(result);
  }

  get #mark(): number | null {
    const mark = this.#catching?.mark ?? -1;
    return mark < 0 ? null : mark;
  }

  #catch(stream: SharedStream): void {
    this.#leave();
    this.#catching = { stream, mark: stream.position, kept: [], keptBytes: 0 };
    stream.join(this);
  }

  /** What is more than may wait is forgotten: the subscriber then reads further alone. */
  #keep(catching: Catching, result: SharedResult): void {
    const { queuedEntries, queuedBytes } = this.#parts.limits;
    catching.kept.push(result);
    catching.keptBytes += result.text.bytes.byteLength;
    if (catching.kept.length <= queuedEntries && catching.keptBytes <= queuedBytes) return;
    catching.mark = result.position;
    catching.kept = [];
    catching.keptBytes = 0;
  }

  #join(stream: SharedStream): void {
    this.#stream = stream;
    stream.join(this);
  }

  #leave(): void {
    (this.#stream ?? this.#catching?.stream)?.leave(this);
    this.#stream = null;
    this.#catching = null;
  }

  #finish(error: unknown): void {
    if (this.#isEnded) return;
    const { context, logger, outlet } = this.#parts;
    const failure = asGraphQLError(error);
    logBugs([failure], context.requestId, logger);
    outlet.write(new ResultText(null, { errors: [presented(failure, context.requestId)] }));
    this.end();
  }
}

/** Position after which everything is part of the result: also what an error before it was about. */
function beginOf({ before }: SharedResult): number {
  return before.isWhole ? before.position : before.shownPosition;
}

function delayed(result: ExecutionResult): ExecutionResult {
  return { ...result, extensions: { ...result.extensions, delayed: true } };
}
