import { cursorOf, encodeCursor, startOfLog } from '@hotpass/kernel';
import type { Consumer } from './consumer.ts';
import type { ReadTx } from './database.ts';
import { beginning, type ReadPlace } from './entry-reader.ts';
import type { LogEntry } from './log-entry.ts';
import { microsText } from './timestamp.ts';
import type { Query } from './transaction.ts';

/** Another process has taken the consumer over, or the place is not where this one left it. */
export class FencedError extends Error {
  override name = 'FencedError';
}

/** A row of log.consumer as its owner knows it. */
export interface ConsumerRow {
  readonly place: ReadPlace;
  /** Rises with every owner: whoever holds an older one must not write. */
  readonly token: string;
  readonly version: number;
  /** While a rebuild has not passed this position, its tables are not whole. */
  readonly rebuildTo: number | null;
}

interface RawRow {
  readonly position: string;
  readonly micros: string | null;
  readonly token: string;
  readonly version: number;
  readonly rebuild_to: string | null;
}

const columns = `position, token, version, rebuild_to,
  case when received_at > '-infinity' then (extract(epoch from received_at) * 1000000)::bigint end as micros`;

function parse(row: RawRow): ConsumerRow {
  return {
    place: { position: Number(row.position), receivedAtMicros: row.micros === null ? beginning.receivedAtMicros : BigInt(row.micros) },
    token: row.token,
    version: row.version,
    rebuildTo: row.rebuild_to === null ? null : Number(row.rebuild_to),
  };
}

/** A reactor is never rebuilt, so it has no version. */
export function versionOf(consumer: Consumer): number {
  return consumer.kind === 'projector' ? consumer.version : 0;
}

/** Takes the row with the next token; the first owner makes it. A consumer new to a log that has entries is being built. */
export async function claimRow(query: Query, consumer: Consumer): Promise<ConsumerRow> {
  await query({
    text: `insert into log.consumer (name, kind, version, rebuild_to) values ($1, $2, $3, (select max(position) from log.entry)) on conflict do nothing`,
    values: [consumer.name, consumer.kind, versionOf(consumer)],
  });
  const rows = await query<RawRow>({
    text: `update log.consumer set token = token + 1 where name = $1 and shard = 0 returning ${columns}`,
    values: [consumer.name],
  });
  if (!rows[0]) throw new FencedError();
  return parse(rows[0]);
}

/** Back to the beginning under a new version, up to what the log holds at this moment. */
export async function rewindRow(query: Query, name: string, version: number): Promise<ConsumerRow> {
  const rows = await query<RawRow>({
    text: `update log.consumer set version = $2, position = 0, body_check = default, received_at = default,
      rebuild_to = (select max(position) from log.entry) where name = $1 and shard = 0 returning ${columns}`,
    values: [name, version],
  });
  if (!rows[0]) throw new FencedError();
  return parse(rows[0]);
}

/**
 * First statement of every transaction of an owner: holds the row, so that a later owner waits for this effect or
 * this effect never happens. Also the batch's last entry must be in this database, not only in memory.
 */
export async function fence(query: Query, name: string, row: ConsumerRow, end: LogEntry): Promise<void> {
  const rows = await query<{ position: string; end: string | null }>({
    name: 'log_consumer_fence',
    text: `select position, (select e.position from log.entry e where e.seq = $3 and e.received_at = $4) as end
      from log.consumer where name = $1 and shard = 0 and token = $2 for update`,
    values: [name, row.token, end.key.seq.toString(), microsText(end.key.receivedAtMicros)],
  });
  const found = rows[0];
  if (!found || Number(found.position) !== row.place.position || Number(found.end) !== end.position) throw new FencedError();
}

/** Moves the position to the entry, in the transaction of the effect. */
export async function moveTo(query: Query, name: string, end: LogEntry): Promise<void> {
  await query({
    name: 'log_consumer_move',
    text: `update log.consumer set position = $2::bigint, body_check = substring($3::bytea from 1 for 4), received_at = $4,
      rebuild_to = case when rebuild_to > $2::bigint then rebuild_to end where name = $1 and shard = 0`,
    values: [name, end.position, end.bodyHash, microsText(end.key.receivedAtMicros)],
  });
}

/** For those who do not own it: where it stands, or null when nobody ever started it. */
export async function readRow(query: Query, name: string): Promise<ConsumerRow | null> {
  const rows = await query<RawRow>({
    name: 'log_consumer_read',
    text: `select ${columns} from log.consumer where name = $1 and shard = 0`,
    values: [name],
  });
  return rows[0] ? parse(rows[0]) : null;
}

/** Cursor of a consumer's committed position, from the same snapshot as the data that is read with `tx`. */
export async function consumerCursor(tx: ReadTx, consumer: string): Promise<string> {
  const rows = await tx.query<{ position: string; body_check: Uint8Array }>({
    name: 'log_consumer_cursor',
    text: 'select position, body_check from log.consumer where name = $1 and shard = 0',
    values: [consumer],
  });
  const row = rows[0];
  return row ? cursorOf({ position: Number(row.position), bodyHash: row.body_check }) : encodeCursor(startOfLog);
}
