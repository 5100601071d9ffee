/** As much of a socket or a response as writing in batches needs. */
export interface BatchTarget {
  readonly writableLength: number;
  readonly writableNeedDrain: boolean;
  readonly destroyed: boolean;
  cork(): void;
  uncork(): void;
  write(chunk: Uint8Array, onLeft?: () => void): boolean;
  once(event: 'drain' | 'close', listener: () => void): unknown;
  off(event: 'drain' | 'close', listener: () => void): unknown;
}

const batchMs = 1;
/** What is written at once without waiting for the end of the millisecond. */
const largeBatchBytes = 64 * 1024;

/** Gathers what is written to many sockets within a millisecond, so that each costs one system call. */
export class WriteBatches implements Disposable {
  readonly #open = new Set<BatchedWriter>();
  #timer: NodeJS.Timeout | null = null;
  #written = 0;

  /** How many results were written. */
  get written(): number {
    return this.#written;
  }

  /** A writer of its own for a socket; whoever else writes to the socket keeps its order. */
  writerFor(target: BatchTarget): BatchedWriter {
    const onWritten = (): void => void (this.#written += 1);
    return new BatchedWriter(target, (writer) => this.#opened(writer), onWritten);
  }

  [Symbol.dispose](): void {
    this.#flush();
  }

  #opened(writer: BatchedWriter): void {
    this.#open.add(writer);
    this.#timer ??= setTimeout(() => this.#flush(), batchMs);
  }

  #flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const writers = [...this.#open];
    this.#open.clear();
    for (const writer of writers) writer.flush();
  }
}

/** Writes to one socket; what is written in one millisecond leaves together. */
export class BatchedWriter {
  readonly #target: BatchTarget;
  readonly #onOpen: (writer: BatchedWriter) => void;
  readonly #onWritten: () => void;
  #isOpen = false;
  #batchBytes = 0;

  constructor(target: BatchTarget, onOpen: (writer: BatchedWriter) => void, onWritten: () => void) {
    this.#target = target;
    this.#onOpen = onOpen;
    this.#onWritten = onWritten;
  }

  /** Bytes that have not left for the network. */
  get waitingBytes(): number {
    return this.#target.writableLength;
  }

  /** Writes one result; `onLeft` is called when its bytes have left for the network, or never will. */
  write(chunks: readonly Uint8Array[], onLeft?: () => void): void {
    if (this.#target.destroyed || chunks.length === 0) return onLeft?.();
    this.#onWritten();
    if (!this.#isOpen) {
      this.#isOpen = true;
      this.#target.cork();
      this.#onOpen(this);
    }
    for (const [index, chunk] of chunks.entries()) {
      this.#target.write(chunk, index === chunks.length - 1 ? onLeft : undefined);
      this.#batchBytes += chunk.byteLength;
    }
    if (this.#batchBytes > largeBatchBytes) this.flush();
  }

  flush(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#batchBytes = 0;
    this.#target.uncork();
  }

  /** Resolves when the socket takes more, or is gone. */
  async drained(): Promise<void> {
    this.flush();
    const target = this.#target;
    if (target.destroyed || !target.writableNeedDrain) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    target.once('drain', resolve);
    target.once('close', resolve);
    await promise;
    target.off('drain', resolve);
    target.off('close', resolve);
  }
}
