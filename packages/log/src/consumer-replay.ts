import { BadUserInputError, NotFoundError, UnavailableError } from '@hotpass/kernel';
import type pg from 'pg';
import { versionOf } from './consumer-row.ts';
import { consume } from './owned-consumer.ts';
import type { Consumer } from './consumer.ts';
import type { EntryReader } from './entry-reader.ts';
import { failureOf, reasonOf } from './failure.ts';
import type { LogEntry } from './log-entry.ts';
import { setAside } from './quarantine.ts';
import { inTransaction, type Query } from './transaction.ts';

export interface ReplayOptions {
  readonly pool: pg.Pool;
  readonly reader: EntryReader;
  readonly consumer: Consumer;
}

interface QuarantineRow {
  readonly position: string;
  readonly aggregate: string | null;
}

/** Holds the consumer's row: whoever is active waits, and holds back nothing that has just become free. */
async function holdRow(query: Query, consumer: Consumer): Promise<void> {
  const rows = await query<{ version: number }>({
    text: 'select version from log.consumer_owner where name = $1 and shard = 0 for update',
    values: [consumer.name],
  });
  if (rows[0]?.version !== versionOf(consumer)) {
    throw new UnavailableError('Another version of this consumer is at work. Replay there.', { consumer: consumer.name });
  }
}

/** The quarantined entry at the position, refused when an earlier one of its aggregate is there too. */
async function findFirst(query: Query, consumer: string, position: number): Promise<QuarantineRow> {
  const rows = await query<QuarantineRow & { earlier: string | null }>({
    text: `select position, aggregate, (select min(p.position) from log.quarantine p where p.consumer = q.consumer
        and p.aggregate = q.aggregate and p.position < q.position) as earlier
      from log.quarantine q where consumer = $1 and position = $2`,
    values: [consumer, position],
  });
  const row = rows[0];
  if (!row) throw new NotFoundError('No entry of this position is in quarantine for this consumer.', { consumer, position });
  if (row.earlier !== null) {
    const first = Number(row.earlier);
    throw new BadUserInputError(`It waits for entry ${first} of the same aggregate: replay that one.`, { consumer, position, first });
  }
  return row;
}

async function nextOfAggregate(query: Query, consumer: string, aggregate: string): Promise<QuarantineRow | null> {
  const rows = await query<QuarantineRow>({
    text: 'select position, aggregate from log.quarantine where consumer = $1 and aggregate = $2 order by position limit 1',
    values: [consumer, aggregate],
  });
  return rows[0] ?? null;
}

async function loadEntry(reader: EntryReader, position: number): Promise<LogEntry> {
  const entry = await reader.at(position);
  if (!entry) throw new NotFoundError('The log no longer has this entry.', { position });
  await reader.loadBodies([entry]);
  return entry;
}

/** Runs the consumer on one quarantined entry and lets it go; its effect and its release are one transaction. */
async function replayOne(options: ReplayOptions, row: QuarantineRow): Promise<boolean> {
  const { pool, consumer } = options;
  const entry = await loadEntry(options.reader, Number(row.position));
  try {
    return await inTransaction(pool, 'write', async (query) => {
      await holdRow(query, consumer);
      const gone = await query({
        text: 'delete from log.quarantine where consumer = $1 and position = $2 returning position',
        values: [consumer.name, entry.position],
      });
      return gone.length === 0 ? false : consume(query, consumer, [entry], async () => undefined);
    });
  } catch (error) {
    if (failureOf(error) !== 'data') throw error;
    const reason = reasonOf(error);
    await inTransaction(pool, 'write', (query) => setAside(query, consumer.name, entry, reason, null));
    throw new BadUserInputError(`Entry ${entry.position} cannot be taken yet. ${reason}`, {
      consumer: consumer.name,
      position: entry.position,
    });
  }
}

/** Replays an entry and, for an ordered consumer, those held back behind it, in order. Answers whether anything was appended. */
export async function replayQuarantined(options: ReplayOptions, position: number): Promise<boolean> {
  const { pool, consumer } = options;
  let row: QuarantineRow | null = await inTransaction(pool, 'read', (query) => findFirst(query, consumer.name, position));
  let appended = false;
  while (row) {
    appended = (await replayOne(options, row)) || appended;
    const aggregate: string | null = row.aggregate;
    row =
      aggregate === null || !consumer.ordered
        ? null
        : await inTransaction(pool, 'read', (query) => nextOfAggregate(query, consumer.name, aggregate));
  }
  return appended;
}
