import type { BatchedWriter } from './write-batches.ts';
import { deliverySpan } from './delivery-span.ts';
import type { ResultText } from './result-text.ts';

/** How much may wait for one subscriber before it no longer takes part in what others get. */
export interface QueueLimits {
  readonly queuedEntries: number;
  readonly queuedBytes: number;
}

/** Where the results of one subscription leave the process. */
export class Outlet {
  readonly #writer: BatchedWriter;
  readonly #frame: (result: ResultText) => readonly Uint8Array[];
  readonly #limits: QueueLimits;
  /** Results written since everything had left for the network. */
  #waiting = 0;

  constructor(writer: BatchedWriter, frame: (result: ResultText) => readonly Uint8Array[], limits: QueueLimits) {
    this.#writer = writer;
    this.#frame = frame;
    this.#limits = limits;
  }

  /** Whether one more result would be more than may wait. */
  get isFull(): boolean {
    const { waitingBytes } = this.#writer;
    if (waitingBytes === 0) this.#waiting = 0;
    return this.#waiting >= this.#limits.queuedEntries || waitingBytes >= this.#limits.queuedBytes;
  }

  write(result: ResultText): void {
    if (this.#writer.waitingBytes === 0) this.#waiting = 0;
    this.#waiting += 1;
    this.#writer.write(this.#frame(result), deliverySpan(result));
  }

  /** Everything written so far leaves now. */
  flush(): void {
    this.#writer.flush();
  }

  /** Resolves when the other side has taken enough of what was written, or is gone. */
  drained(): Promise<void> {
    return this.#writer.drained();
  }
}
