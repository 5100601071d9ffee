import type { ExecutionResult } from 'graphql';
import { asGraphQLError, logBugs } from '../errors.ts';
import { presented } from './event-executor.ts';
import { EventReader, type EventReaderParts } from './event-reader.ts';
import { resumePlace } from './subscription-plan.ts';

export interface EventStreamParts extends EventReaderParts {
  readonly onClose: () => void;
}

/**
 * The results of one subscription. It works only when it is asked for the next one, so a slow client falls behind
 * in the log instead of filling memory. A hand-made iterator: `return()` of an async generator would wait behind
 * a pending `next()`, and on a quiet stream nothing would ever be freed.
 */
export class EventStream implements AsyncIterableIterator<ExecutionResult> {
  readonly #parts: EventStreamParts;
  readonly #reader: EventReader;
  #isClosed = false;

  constructor(parts: EventStreamParts) {
    this.#parts = parts;
    this.#reader = new EventReader(parts, resumePlace(parts.plan, parts.variables));
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    if (this.#isClosed) return { done: true, value: undefined };
    try {
      const next = await this.#reader.next();
      return next ? { done: false, value: next.result } : { done: true, value: undefined };
    } catch (error) {
      this.close();
      return { done: false, value: this.#failure(error) };
    }
  }

  async return(): Promise<IteratorReturnResult<undefined>> {
    this.close();
    return { done: true, value: undefined };
  }

  async throw(error: unknown): Promise<never> {
    this.close();
    throw error;
  }

  /** Frees everything at once, whatever it is waiting for. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#reader.close();
    this.#parts.onClose();
  }

  #failure(error: unknown): ExecutionResult {
    const { context, logger } = this.#parts;
    const failure = asGraphQLError(error);
    logBugs([failure], context.requestId, logger);
    return { errors: [presented(failure, context.requestId)] };
  }
}
