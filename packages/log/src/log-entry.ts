import { zstdDecompressSync } from 'node:zlib';
import { outputChunkBytes } from './chunk-size.ts';
import { DataError } from './data-error.ts';
import { encodeEntryId, type EntryKey } from './entry-id.ts';
import type { Entry } from './entry.ts';

/** A header as the driver hands it over: bigint as text. */
export interface HeaderRow {
  readonly position: string;
  readonly seq: string;
  readonly micros: string;
  readonly type: string;
  readonly keys: string[];
  readonly event_time: Date | null;
  readonly actor: string;
  readonly on_behalf_of: string | null;
  readonly decision: unknown;
  readonly trace_id: string | null;
  readonly cause: string | null;
  readonly aggregate: string | null;
  readonly aggregate_version: string | null;
  readonly body_id: string;
  readonly body_hash: Uint8Array;
}

/** Columns of a HeaderRow; `e` is log.entry. */
export const headerColumns = `e.position, e.seq, (extract(epoch from e.received_at) * 1000000)::bigint as micros, e.type, e.keys,
  e.event_time, e.actor, e.on_behalf_of, e.decision, e.trace_id, e.cause, e.aggregate, e.aggregate_version, e.body_id, e.body_hash`;

export interface StoredBody {
  readonly sizeBytes: number;
  readonly zstd: Uint8Array;
}

/** An entry whose body is loaded when somebody wants it, and decoded once however many consumers share it. */
export class LogEntry implements Entry {
  readonly id: string;
  readonly key: EntryKey;
  readonly position: number;
  readonly type: string;
  readonly keys: readonly string[];
  readonly eventTime: Date | null;
  readonly receivedAt: Date;
  readonly actor: string;
  readonly onBehalfOf: string | null;
  readonly decision: unknown;
  readonly traceId: string | null;
  readonly cause: number | null;
  readonly aggregate: { readonly id: string; readonly version: number } | null;
  readonly bodyHash: Uint8Array;
  readonly #row: HeaderRow;
  #stored: StoredBody | null = null;
  #body: Uint8Array | null = null;
  #json: { readonly value: unknown } | null = null;

  constructor(row: HeaderRow) {
    this.#row = row;
    this.key = { seq: BigInt(row.seq), receivedAtMicros: BigInt(row.micros) };
    this.id = encodeEntryId(this.key);
    this.position = Number(row.position);
    this.type = row.type;
    this.keys = row.keys;
    this.eventTime = row.event_time;
    this.receivedAt = new Date(Number(this.key.receivedAtMicros / 1_000n));
    this.actor = row.actor;
    this.onBehalfOf = row.on_behalf_of;
    this.decision = row.decision;
    this.traceId = row.trace_id;
    this.cause = row.cause === null ? null : Number(row.cause);
    this.aggregate = row.aggregate === null ? null : { id: row.aggregate, version: Number(row.aggregate_version) };
    this.bodyHash = row.body_hash;
  }

  get bodyId(): string {
    return this.#row.body_id;
  }

  /** Null until the body is loaded. */
  get loadedBytes(): number | null {
    return this.#stored?.sizeBytes ?? null;
  }

  get body(): Uint8Array {
    if (!this.#stored) throw new Error('The body of this entry was not loaded.');
    this.#body ??= decompress(this.#stored);
    return this.#body;
  }

  json(): unknown {
    this.#json ??= { value: JSON.parse(Buffer.from(this.body).toString('utf8')) };
    return this.#json.value;
  }

  load(stored: StoredBody): void {
    this.#stored = stored;
  }

  /** The same header; whoever still works on this object keeps its body. */
  withoutBody(): LogEntry {
    return new LogEntry(this.#row);
  }
}

export function decompress(stored: StoredBody): Uint8Array {
  try {
    return zstdDecompressSync(stored.zstd, {
      maxOutputLength: Math.max(stored.sizeBytes, 1),
      chunkSize: outputChunkBytes(stored.sizeBytes),
    });
  } catch {
    throw new DataError('Its stored body cannot be decompressed.');
  }
}
