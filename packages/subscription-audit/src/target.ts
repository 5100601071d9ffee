/** Result of a GraphQL operation, as it comes over the wire. */
export interface Result {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface Operation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** What the audits have to know of a server: how it is asked, and how something is made to happen there. */
export interface Target {
  /** Address of the GraphQL endpoint over HTTP; WebSocket is at the same place. */
  readonly url: string;
  /** A subscription whose events this target can cause, going on after a cursor, or beginning now when that is null. */
  subscription(after: string | null): Operation;
  /** The same with an alias on the root field, in a fragment, with as much to send as one event can hold. */
  largeSubscription(after: string | null): Operation;
  /** An operation the schema does not have. */
  readonly invalid: Operation;
  /** A query with a result, to see that a connection still serves. */
  readonly query: Operation;
  /** Causes one event after another and answers a name for each, by which `nameOf` knows it again. */
  cause(count: number): Promise<readonly string[]>;
  /** Name of the event of a result; null when something else caused it. */
  nameOf(result: Result): string | null;
  cursorOf(result: Result): string | null;
  /** Like a cursor, and of another log. */
  foreign(cursor: string): string;
}
