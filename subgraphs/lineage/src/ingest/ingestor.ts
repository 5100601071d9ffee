import { BadUserInputError, UnavailableError, type Principal } from '@hotpass/kernel';
import type { AppendResult, Log, ReceivedEvent } from '@hotpass/log';
import { inSharedSpan, traceOrigin, type SpanFacts, type TraceOrigin } from '@hotpass/server';

export interface IngestorLimits {
  /** Events waiting or being written; beyond, callers are turned away before memory grows. */
  readonly maxEntries: number;
  readonly maxBytes: number;
  /** Of one batch. A single event may be larger. */
  readonly batchEntries: number;
  readonly batchBytes: number;
}

const defaultLimits: IngestorLimits = {
  maxEntries: 4_096,
  maxBytes: 64 * 1024 * 1024,
  batchEntries: 256,
  batchBytes: 8 * 1024 * 1024,
};

interface Waiting {
  readonly principal: Principal;
  readonly event: ReceivedEvent;
  readonly origin: TraceOrigin;
  readonly stored: (result: AppendResult) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Writes events in micro-batches that pace themselves: while one is being written the next fills, so one sender waits
 * for nothing and many share a transaction. No timer. A refused event refuses only its own caller.
 */
export class Ingestor implements AsyncDisposable {
  readonly #log: Pick<Log, 'appendEvents'>;
  readonly #limits: IngestorLimits;
  #waiting: Waiting[] = [];
  #entries = 0;
  #bytes = 0;
  #writing: Promise<void> | null = null;
  #closed = false;

  constructor(log: Pick<Log, 'appendEvents'>, limits: IngestorLimits = defaultLimits) {
    this.#log = log;
    this.#limits = limits;
  }

  /**
   * Resolves after COMMIT. @throws UnavailableError when full, closed, or the database is away;
   * BadUserInputError when the database refuses this event.
   */
  submit(principal: Principal, event: ReceivedEvent): Promise<AppendResult> {
    if (this.#closed) return Promise.reject(new UnavailableError('The hub is shutting down.', { retryAfterMs: 5_000 }));
    if (!this.#hasRoomFor(event))
      return Promise.reject(new UnavailableError('More events come in than can be written. Try again.', { retryAfterMs: 1_000 }));
    return new Promise((stored, failed) => {
      this.#waiting.push({ principal, event, origin: traceOrigin(), stored, failed });
      this.#entries++;
      this.#bytes += event.body.byteLength;
      this.#writing ??= this.#write();
    });
  }

  /** What waits or is being written. */
  get queue(): { readonly entries: number; readonly bytes: number } {
    return { entries: this.#entries, bytes: this.#bytes };
  }

  /** Takes nothing more in and waits until everything taken is answered. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await this.#writing;
  }

  #hasRoomFor(event: ReceivedEvent): boolean {
    if (this.#entries === 0) return true;
    return this.#entries < this.#limits.maxEntries && this.#bytes + event.body.byteLength <= this.#limits.maxBytes;
  }

  async #write(): Promise<void> {
    // What is submitted in the same breath, such as a part of a batch, joins the first transaction.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#takeBatch();
      await this.#append(batch);
      for (const { event } of batch) this.#bytes -= event.body.byteLength;
      this.#entries -= batch.length;
    }
    this.#writing = null;
  }

  /** From the front, of one principal: a transaction has one actor. */
  #takeBatch(): Waiting[] {
    const { batchEntries, batchBytes } = this.#limits;
    const actor = this.#waiting[0]?.principal.id;
    let count = 0;
    let bytes = 0;
    for (const { principal, event } of this.#waiting) {
      bytes += event.body.byteLength;
      const fits = count === 0 || (count < batchEntries && bytes <= batchBytes && principal.id === actor);
      if (!fits) break;
      count++;
    }
    return this.#waiting.splice(0, count);
  }

  /** Never rejects: every outcome is some caller's. */
  async #append(batch: readonly Waiting[]): Promise<void> {
    const [first] = batch;
    if (!first) return;
    try {
      const events = batch.map(({ event }) => event);
      const origins = batch.map(({ origin }) => origin);
      const results = await inSharedSpan(appendSpan(batch.length), origins, () => this.#log.appendEvents(first.principal, events));
      batch.forEach(({ stored, failed }, index) => {
        const result = results[index];
        if (!result) failed(new Error('The log answered for fewer events than it was given.'));
        else if ('refused' in result) failed(new BadUserInputError(`The event cannot be stored. ${result.refused}`, { issues: [] }));
        else stored(result);
      });
    } catch (error) {
      for (const { failed } of batch) failed(error);
    }
  }
}

function appendSpan(entries: number): SpanFacts {
  return {
    name: 'send log',
    kind: 'PRODUCER',
    attributes: {
      'messaging.system': 'hotpass',
      'messaging.operation.name': 'append',
      'messaging.operation.type': 'send',
      'messaging.destination.name': 'log',
      'messaging.batch.message_count': entries,
    },
  };
}
