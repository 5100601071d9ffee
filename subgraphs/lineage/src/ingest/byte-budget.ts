/** How much of all bodies together may be in memory at once. */
export interface BodyLimits {
  /** So many bytes of each body count as its start. */
  readonly startBytes: number;
  /** For the starts of all bodies: what small ones need, which large ones cannot use up. */
  readonly startsBytes: number;
  /** For everything beyond the starts. */
  readonly restsBytes: number;
}

const mebibyte = 1024 * 1024;

export const bodyLimits: BodyLimits = { startBytes: mebibyte / 4, startsBytes: 64 * mebibyte, restsBytes: 128 * mebibyte };

/** Bytes of bodies in memory, of every request together. A few large or slow bodies leave room for all small ones. */
export class ByteBudget {
  readonly #startBytes: number;
  #starts: number;
  #rests: number;

  constructor({ startBytes, startsBytes, restsBytes }: BodyLimits) {
    this.#startBytes = startBytes;
    this.#starts = startsBytes;
    this.#rests = restsBytes;
  }

  /** A share that grows with its body and is given back as a whole. */
  open(): ByteReservation {
    let start = 0;
    let rest = 0;
    return {
      take: (bytes) => {
        const ofStart = Math.min(bytes, this.#startBytes - start);
        const ofRest = bytes - ofStart;
        if (ofStart > this.#starts || ofRest > this.#rests) return false;
        this.#starts -= ofStart;
        this.#rests -= ofRest;
        start += ofStart;
        rest += ofRest;
        return true;
      },
      [Symbol.dispose]: () => {
        this.#starts += start;
        this.#rests += rest;
        start = rest = 0;
      },
    };
  }
}

export interface ByteReservation extends Disposable {
  /** False when the budget is spent. */
  take(bytes: number): boolean;
}
