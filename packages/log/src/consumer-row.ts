import { cursorOf, encodeCursor, startOfLog } from '@hotpass/kernel';
import type { Consumer } from './consumer.ts';
import type { ReadTx, Statement } from './database.ts';
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
  /** Rises with every move. */
  readonly step: bigint;
  readonly place: ReadPlace;
  /** Rises with every owner: whoever holds an older one must not write. */
  readonly token: string;
  readonly version: number;
  /** While a rebuild has not passed this position, its tables are not whole. */
  readonly rebuildTo: number | null;
}

interface RawRow {
  readonly step: string;
  readonly position: string;
  readonly micros: string | null;
  readonly token: string;
  readonly version: number;
  readonly rebuild_to: string | null;
}

const columns = `step, position, token, version, rebuild_to,
  case when received_at > '-infinity' then (extract(epoch from received_at) * 1000000)::bigint end as micros`;

function parse(row: RawRow): ConsumerRow {
  return {
    step: BigInt(row.step),
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
    text: `with made as (
        insert into log.consumer_owner (name, kind, version, rebuild_to) values ($1, $2, $3, (select max(position) from log.entry))
        on conflict do nothing returning name
      )
      insert into log.consumer_position (name, step, position) select name, 0, 0 from made`,
    values: [consumer.name, consumer.kind, versionOf(consumer)],
  });
  // Waits for the last owner's transaction; its move is seen by the statement after this one.
  await query({ text: 'update log.consumer_owner set token = token + 1 where name = $1 and shard = 0', values: [consumer.name] });
  return ownRow(query, consumer.name);
}

/** Back to the beginning under a new version, up to what the log holds at this moment. */
export async function rewindRow(query: Query, name: string, row: ConsumerRow, version: number): Promise<ConsumerRow> {
  await query({
    text: `update log.consumer_owner set version = $2, rebuild_to = (select max(position) from log.entry) where name = $1 and shard = 0`,
    values: [name, version],
  });
  await query({
    text: `with left_behind as (delete from log.consumer_position where name = $1 and shard = 0 and step = $2)
      insert into log.consumer_position (name, step, position) values ($1, $2::bigint + 1, 0)`,
    values: [name, row.step.toString()],
  });
  return ownRow(query, name);
}

async function ownRow(query: Query, name: string): Promise<ConsumerRow> {
  const row = await readRow(query, name);
  if (!row) throw new FencedError();
  return row;
}

/**
 * First statement of every transaction of an owner: holds the row, so that a later owner waits for this effect or
 * this effect never happens. Also the batch's last entry must be in this database, not only in memory.
 */
export function fence(name: string, row: ConsumerRow, end: LogEntry): Statement {
  return {
    name: 'log_consumer_fence',
    text: `select (select p.step from log.consumer_position p where p.name = $1 and p.shard = 0 order by p.step desc limit 1) as step,
        (select e.position from log.entry e where e.seq = $3 and e.received_at = $4) as end
      from log.consumer_owner o where o.name = $1 and o.shard = 0 and o.token = $2 for update of o`,
    values: [name, row.token, end.key.seq.toString(), microsText(end.key.receivedAtMicros)],
  };
}

/** @throws FencedError unless the fence found everything as its owner left it. */
export function checkFence(found: readonly object[], row: ConsumerRow, end: LogEntry): void {
  const [fenced] = found as readonly { readonly step: string; readonly end: string | null }[];
  if (!fenced || BigInt(fenced.step) !== row.step || Number(fenced.end) !== end.position) throw new FencedError();
}

/** Moves the position to the entry, in the transaction of the effect. */
export function moveTo(name: string, row: ConsumerRow, end: LogEntry): Statement {
  return {
    name: 'log_consumer_move',
    text: `with left_behind as (delete from log.consumer_position where name = $1 and shard = 0 and step = $2)
      insert into log.consumer_position (name, step, position, body_check, received_at)
      values ($1, $2::bigint + 1, $3, substring($4::bytea from 1 for 4), $5)`,
    values: [name, row.step.toString(), end.position, end.bodyHash, microsText(end.key.receivedAtMicros)],
  };
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

/** Up to where the tables of a consumer were made anew the last time it was built over entries that were there before; else null. */
export async function consumerRebuiltTo(tx: ReadTx, consumer: string): Promise<number | null> {
  const rows = await tx.query<{ rebuild_to: string | null }>({
    name: 'log_consumer_rebuilt_to',
    text: 'select rebuild_to from log.consumer_owner where name = $1 and shard = 0',
    values: [consumer],
  });
  const rebuiltTo = rows[0]?.rebuild_to ?? null;
  return rebuiltTo === null ? null : Number(rebuiltTo);
}

/**
 * Cursor of the committed position of a consumer, of several the one that is least far, from the same snapshot as the
 * data that is read with `tx`.
 */
export async function consumerCursor(tx: ReadTx, ...consumers: readonly string[]): Promise<string> {
  const rows = await tx.query<{ position: string; body_check: Uint8Array }>({
    name: 'log_consumer_cursor',
    text: 'select position, body_check from log.consumer where name = any($1::text[]) and shard = 0 order by position',
    values: [consumers],
  });
  const row = rows.length < consumers.length ? undefined : rows[0];
  return row ? cursorOf({ position: Number(row.position), bodyHash: row.body_check }) : encodeCursor(startOfLog);
}
