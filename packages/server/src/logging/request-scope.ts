import { AsyncLocalStorage } from 'node:async_hooks';

/** What is known of the work under way, on every line that is logged for it. */
export interface RequestScope {
  readonly requestId?: string;
  /** W3C `traceparent` the caller sent; of use where no trace is recorded here. */
  readonly traceparent?: string;
  readonly traceId?: string;
}

const scopes = new AsyncLocalStorage<RequestScope>();

/** Runs work as part of a request, or of what an entry of the log brought about. Inner facts win. */
export function inRequest<Result>(scope: RequestScope, run: () => Result): Result {
  return scopes.run({ ...scopes.getStore(), ...scope }, run);
}

export function requestScope(): RequestScope {
  return scopes.getStore() ?? {};
}
