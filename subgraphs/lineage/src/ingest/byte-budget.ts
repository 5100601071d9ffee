/** Bytes of bodies that may be in memory at once, of every request together. */
export class ByteBudget {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** A share that grows with its body and is given back as a whole. */
  open(): ByteReservation {
    let held = 0;
    return {
      take: (bytes) => {
        if (bytes > this.#left) return false;
        this.#left -= bytes;
        held += bytes;
        return true;
      },
      [Symbol.dispose]: () => {
        this.#left += held;
        held = 0;
      },
    };
  }
}

export interface ByteReservation extends Disposable {
  /** False when the budget is spent. */
  take(bytes: number): boolean;
}
