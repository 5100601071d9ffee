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
/** Batches up to here are copied into one piece; larger ones are handed over in pieces. */
const joinedBytes = 16 * 1024;

/** Gathers what is written to many sockets within a millisecond, so that each costs one system call. */
export class WriteBatches implements Disposable {
  readonly #waiting = new Set<BatchedWriter>();
  #timer: NodeJS.Timeout | null = null;
  #written = 0;

  /** How many results were written. */
  get written(): number {
    return this.#written;
  }

  /**
   * A writer of its own for a socket. Whoever else writes messages to the socket calls `flush` before, to keep the order.
   * Once the socket is no longer open for messages, what waits is dropped.
   */
  writerFor(target: BatchTarget, isOpen: () => boolean = () => true): BatchedWriter {
    const onWritten = (): void => void (this.#written += 1);
    return new BatchedWriter({ target, isOpen, onWritten, onWaiting: (writer) => this.#await(writer) });
  }

  [Symbol.dispose](): void {
    this.#flush();
  }

  #await(writer: BatchedWriter): void {
    this.#waiting.add(writer);
    this.#timer ??= setTimeout(() => this.#flush(), batchMs);
  }

  #flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const joined = new Joined();
    for (const writer of this.#waiting) writer.flush(joined);
    this.#waiting.clear();
  }
}

/** Pieces as one; whoever has the same pieces as the one before gets the same bytes. */
class Joined {
  #pieces: readonly Uint8Array[] = [];
  #bytes: Uint8Array = Buffer.alloc(0);

  of(pieces: readonly Uint8Array[]): Uint8Array {
    const isSame = pieces.length === this.#pieces.length && pieces.every((piece, index) => piece === this.#pieces[index]);
    if (isSame) return this.#bytes;
    this.#pieces = pieces;
    this.#bytes = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
    return this.#bytes;
  }
}

interface WriterParts {
  readonly target: BatchTarget;
  readonly isOpen: () => boolean;
  readonly onWritten: () => void;
  /** Called when there is something to flush. */
  readonly onWaiting: (writer: BatchedWriter) => void;
}

/** Writes to one socket; what is written in one millisecond leaves together. */
export class BatchedWriter {
  readonly #parts: WriterParts;
  #pieces: Uint8Array[] = [];
  #bytes = 0;
  #onLeft: (() => void)[] = [];

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  /** Bytes that have not left for the network. */
  get waitingBytes(): number {
    return this.#parts.target.writableLength + this.#bytes;
  }

  /** Writes one result; `onLeft` is called when its bytes have left for the network, or never will. */
  write(pieces: readonly Uint8Array[], onLeft?: () => void): void {
    if (this.#parts.target.destroyed) return onLeft?.();
    this.#parts.onWritten();
    if (this.#pieces.length === 0) this.#parts.onWaiting(this);
    for (const piece of pieces) {
      this.#pieces.push(piece);
      this.#bytes += piece.byteLength;
    }
    if (onLeft) this.#onLeft.push(onLeft);
    if (this.#bytes > largeBatchBytes) this.flush();
  }

  flush(joined: Joined = new Joined()): void {
    if (this.#pieces.length === 0) return;
    const [pieces, bytes, onLeft] = [this.#pieces, this.#bytes, this.#onLeft];
    this.#pieces = [];
    this.#bytes = 0;
    this.#onLeft = [];
    const { target, isOpen } = this.#parts;
    const allLeft = onLeft.length === 0 ? undefined : () => onLeft.forEach((left) => left());
    if (target.destroyed || !isOpen()) return allLeft?.();
    if (bytes <= joinedBytes) return void target.write(joined.of(pieces), allLeft);
    target.cork();
    for (const [index, piece] of pieces.entries()) target.write(piece, index === pieces.length - 1 ? allLeft : undefined);
    target.uncork();
  }

  /** Resolves when the socket takes more, or is gone. */
  async drained(): Promise<void> {
    this.flush();
    const { target } = this.#parts;
    if (target.destroyed || !target.writableNeedDrain) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    target.once('drain', resolve);
    target.once('close', resolve);
    await promise;
    target.off('drain', resolve);
    target.off('close', resolve);
  }
}
