/** One after the other: a connection takes one statement at a time, its callers need not know of each other. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Resolves when everything taken so far has ended, well or not. */
  get ended(): Promise<unknown> {
    return this.#last;
  }

  take<T>(run: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(run);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
