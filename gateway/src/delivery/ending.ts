const done: IteratorReturnResult<undefined> = { done: true, value: undefined };

/**
 * An iterator that has no values and only ends. A hand-made one: `return()` of an async generator would wait behind a pending
 * `next()`, and on a quiet stream nothing would ever be freed.
 */
export class Ending<Value> implements AsyncIterableIterator<Value, undefined> {
  readonly #end = Promise.withResolvers<IteratorReturnResult<undefined>>();
  readonly #onReturn: () => void;

  /** `onReturn` is called when the consumer wants no more. */
  constructor(onReturn: () => void) {
    this.#onReturn = onReturn;
  }

  /** Ends it. */
  reached(): void {
    this.#end.resolve(done);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Value, undefined>> {
    return this.#end.promise;
  }

  async return(): Promise<IteratorReturnResult<undefined>> {
    this.#onReturn();
    this.reached();
    return done;
  }

  async throw(error: unknown): Promise<never> {
    this.#onReturn();
    this.reached();
    throw error;
  }
}
