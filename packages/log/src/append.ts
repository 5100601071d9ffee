import { createHash, randomFillSync } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdCompress, zstdCompressSync } from 'node:zlib';
import { outputChunkBytes } from './chunk-size.ts';
import type { EntryKey } from './entry-id.ts';
import type { NewEntry } from './entry.ts';
import { timestampText } from './timestamp.ts';
import type { Query } from './transaction.ts';

/** Bounds of one statement. */
export const batchLimits = { entries: 256, sizeBytes: 8 * 1024 * 1024 } as const;

const saltBytes = 16;
/** Above this, compression leaves the main thread. */
const asyncFromBytes = 128 * 1024;
const zstdCompressAsync = promisify(zstdCompress);

/** An entry ready to be written. */
export interface PreparedEntry {
  readonly entry: NewEntry;
  readonly sizeBytes: number;
  readonly zstd: Uint8Array;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

export interface AppendContext {
  readonly actor: string;
  readonly onBehalfOf: string | null;
  readonly aggregate: string | null;
}

export interface AppendedEntry extends EntryKey {
  /** Index in the batch. */
  readonly index: number;
  readonly repeated: boolean;
}

function bodyOf(entry: NewEntry): Uint8Array {
  if ((entry.body === undefined) === (entry.data === undefined)) throw new Error('An entry has either a body or data.');
  return entry.body ?? Buffer.from(JSON.stringify(entry.data), 'utf8');
}

/** Compresses the body and salts its hash; the hash is over the bytes as received, so compression may change. */
export async function prepareEntry(entry: NewEntry): Promise<PreparedEntry> {
  const body = bodyOf(entry);
  const salt = randomFillSync(Buffer.allocUnsafe(saltBytes));
  const zstd =
    body.length < asyncFromBytes ? zstdCompressSync(body, { chunkSize: outputChunkBytes(body.length) }) : await zstdCompressAsync(body);
  return { entry, sizeBytes: body.length, zstd, salt, hash: createHash('sha256').update(salt).update(body).digest() };
}

/** Cuts into batches of at most 256 entries and 8 MiB; one larger entry goes alone. */
export function inBatches<T extends { readonly sizeBytes: number }>(entries: readonly T[]): T[][] {
  const batches: T[][] = [];
  let batch: T[] = [];
  let sizeBytes = 0;
  for (const entry of entries) {
    const full = batch.length === batchLimits.entries || sizeBytes + entry.sizeBytes > batchLimits.sizeBytes;
    if (full && batch.length > 0) {
      batches.push(batch);
      batch = [];
      sizeBytes = 0;
    }
    batch.push(entry);
    sizeBytes += entry.sizeBytes;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

const appendSql = `select n, seq, (extract(epoch from received_at) * 1000000)::bigint as micros, repeated
from log.append($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18) order by n`;

function jsonOrNull(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}

/** Running sum: where each part begins when all are laid one after the other. */
function starts(lengths: readonly number[]): number[] {
  let sum = 0;
  return lengths.map((length) => {
    const start = sum;
    sum += length;
    return start;
  });
}

function parameters(context: AppendContext, batch: readonly PreparedEntry[], digests: readonly Uint8Array[] | null): unknown[] {
  const entries = batch.map((prepared) => prepared.entry);
  const keyFrom = starts(entries.map((entry) => entry.keys.length));
  const lengths = batch.map((prepared) => prepared.zstd.length);
  return [
    context.actor,
    context.onBehalfOf,
    context.aggregate,
    entries.map((entry) => entry.type),
    entries.flatMap((entry) => entry.keys),
    keyFrom.map((from) => from + 1),
    keyFrom.map((from, index) => from + (entries[index]?.keys.length ?? 0)),
    entries.map((entry) => (entry.eventTime ? timestampText(entry.eventTime) : null)),
    entries.map((entry) => jsonOrNull(entry.decision)),
    entries.map((entry) => entry.traceId ?? null),
    entries.map((entry) => entry.cause ?? null),
    Buffer.concat(batch.map((prepared) => prepared.salt)),
    Buffer.concat(batch.map((prepared) => prepared.hash)),
    digests && Buffer.concat(digests),
    Buffer.concat(batch.map((prepared) => prepared.zstd)),
    starts(lengths),
    lengths,
    batch.map((prepared) => prepared.sizeBytes),
  ];
}

/**
 * Writes one batch in one statement, which must be the last before COMMIT. With `digests` an event whose digest
 * and time are known is not stored: its answer is the first one's place.
 */
export async function appendBatch(
  query: Query,
  context: AppendContext,
  batch: readonly PreparedEntry[],
  digests: readonly Uint8Array[] | null,
): Promise<AppendedEntry[]> {
  const rows = await query<{ n: number; seq: string; micros: string; repeated: boolean }>({
    name: 'log_append',
    text: appendSql,
    values: parameters(context, batch, digests),
  });
  return rows.map((row) => ({
    index: row.n - 1,
    seq: BigInt(row.seq),
    receivedAtMicros: BigInt(row.micros),
    repeated: row.repeated,
  }));
}
