import { makeOperation, type Exchange, type Operation } from '@urql/core';
import { makeSubject, merge, pipe, tap } from 'wonka';

/** Queries that never reached the hub, to be asked again when it is back. */
export class UnansweredQueries {
  readonly #unanswered = new Map<number, Operation>();
  readonly #again = makeSubject<Operation>();

  /** Stands behind the cache and before whatever sends. */
  readonly exchange: Exchange = ({ forward }) => {
    return (operations) =>
      pipe(
        merge([operations, this.#again.source]),
        tap(({ key, kind }) => {
          if (kind === 'teardown') this.#unanswered.delete(key);
        }),
        forward,
        tap(({ operation, error }) => {
          if (operation.kind !== 'query') return;
          if (error?.networkError) this.#unanswered.set(operation.key, operation);
          else this.#unanswered.delete(operation.key);
        }),
      );
  };

  /** Asks all of them once more. */
  askAgain(): void {
    const waiting = [...this.#unanswered.values()];
    this.#unanswered.clear();
    for (const operation of waiting) this.#again.next(makeOperation(operation.kind, operation));
  }
}
