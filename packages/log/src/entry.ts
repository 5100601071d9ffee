/** The narrow part of an entry. No personal data: actors are opaque ids. */
export interface EntryHeader {
  /** `ent_…`, from its time and seq; accepted wherever a cursor is. */
  readonly id: string;
  /** Dense, total, causal; eras begin at multiples of 2^40, so it stays below 2^53. */
  readonly position: number;
  /** For example `openlineage.run_event`, `contracts.contract.published`. */
  readonly type: string;
  /** Ids of what it is about. */
  readonly keys: readonly string[];
  /** When it happened, by the producer's clock; null when the producer's time could not be read. */
  readonly eventTime: Date | null;
  readonly receivedAt: Date;
  readonly actor: string;
  readonly onBehalfOf: string | null;
  /** What was decided about it when it was taken in (JSON), or null. */
  readonly decision: unknown;
  readonly traceId: string | null;
  /** Position of the entry that led to it. */
  readonly cause: number | null;
  /** The aggregate this entry advances and the version it makes, for our own facts. */
  readonly aggregate: { readonly id: string; readonly version: number } | null;
  readonly bodyHash: Uint8Array;
}

/** An entry with its body. One object is handed to every consumer of a process, so decoding happens once. */
export interface Entry extends EntryHeader {
  /** The body's bytes as received, decompressed. */
  readonly body: Uint8Array;
  /** The body parsed as JSON, once. @throws SyntaxError when it is no JSON: a data error, so the entry is quarantined. */
  json(): unknown;
}

/** What a writer hands to the log; the log gives it seq, position, time and hash. */
export interface NewEntry {
  readonly type: string;
  readonly keys: readonly string[];
  readonly eventTime?: Date | null;
  /** Bytes of the outside world, kept as they are… */
  readonly body?: Uint8Array;
  /** …or a fact of ours, written as JSON. Exactly one of the two. */
  readonly data?: unknown;
  readonly decision?: unknown;
  readonly traceId?: string | null;
  readonly cause?: number | null;
}
