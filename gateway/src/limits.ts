/** What the gateway takes from one caller. Every refusal names the limit and the value that broke it. */
export interface Limits {
  /** Tokens of a document. */
  readonly tokens: number;
  /** Fields inside fields, fragments followed. The standard introspection query needs exactly 15. */
  readonly depth: number;
  /** Aliases with every use of a fragment counted. */
  readonly aliases: number;
  readonly rootFields: number;
  /** Selections with every use of a fragment counted: what the planner has to look at. */
  readonly selections: number;
  /** Objects the operation can make the subgraphs load, list sizes multiplied down the path. */
  readonly cost: number;
  /** Bytes of an HTTP body or a WebSocket message. */
  readonly bodyBytes: number;
  /** What is not answered by then is an error with code TIMEOUT. */
  readonly deadlineMs: number;
  readonly subscriptionsPerSocket: number;
  readonly subscriptions: number;
  readonly sockets: number;
  /** Streams of Server-Sent Events. */
  readonly eventStreams: number;
  /** Results and bytes that may wait for one subscriber before it goes on alone, at its own pace. */
  readonly queuedEntries: number;
  readonly queuedBytes: number;
  /** How long a socket may stay without `connection_init`. */
  readonly connectionInitMs: number;
  /** How long an event waits for a subgraph that is not its owner. */
  readonly eventPartMs: number;
}

export const defaultLimits: Limits = {
  tokens: 4_000,
  depth: 15,
  aliases: 30,
  rootFields: 20,
  selections: 2_000,
  cost: 10_000,
  bodyBytes: 1024 * 1024,
  deadlineMs: 10_000,
  subscriptionsPerSocket: 20,
  subscriptions: 2_000,
  sockets: 500,
  eventStreams: 500,
  queuedEntries: 1_000,
  queuedBytes: 1024 * 1024,
  connectionInitMs: 3_000,
  eventPartMs: 2_000,
};
