const firstBytes = 16 * 1024;

/**
 * Bytes put together as they come, in one allocation that doubles: a body sent byte by byte then costs no more memory
 * than one sent whole (kept as chunks it takes a hundred times its size).
 */
export class GrowingBuffer {
  #bytes = Buffer.allocUnsafe(firstBytes);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  append(chunk: Buffer): void {
    const needed = this.#size + chunk.length;
    if (needed > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.#bytes.length));
      this.#bytes.copy(larger, 0, 0, this.#size);
      this.#bytes = larger;
    }
    chunk.copy(this.#bytes, this.#size);
    this.#size = needed;
  }

  /** Everything appended, not copied. */
  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#size);
  }

  clear(): void {
    this.#bytes = Buffer.alloc(0);
    this.#size = 0;
  }
}
