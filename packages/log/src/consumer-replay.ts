import { BadUserInputError, NotFoundError, UnavailableError } from '@hotpass/kernel';
import type pg from 'pg';
import { appendBatch, prepareEntry } from './append.ts';
import { versionOf } from './consumer-row.ts';
import { consume } from './owned-consumer.ts';
import type { Consumer } from './consumer.ts';
import { encodeEntryId } from './entry-id.ts';
import type { EntryReader } from './entry-reader.ts';
import { failureOf, reasonOf } from './failure.ts';
import type { Replayed } from './log.ts';
import type { LogEntry } from './log-entry.ts';
import { setAside } from './quarantine.ts';
import { inTransaction, type Query } from './transaction.ts';

export interface ReplayOptions {
  readonly pool: pg.Pool;
  readonly reader: EntryReader;
  readonly consumer: Consumer;
  /** Id of who asked for it. */
  readonly actor: string;
}

/** As in the catalogue of `packages/events`. */
const replayedType = 'log.quarantine.replayed';

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

/** Tells everybody who has read what the consumer made so far: the last statement before COMMIT. */
async function tell(query: Query, { consumer, actor }: ReplayOptions, entry: LogEntry): Promise<string> {
  const { keys, position, traceId } = entry;
  const data = { consumer: consumer.name, entryId: entry.id };
  const prepared = await prepareEntry({ type: replayedType, keys, cause: position, traceId, data });
  const [told] = await appendBatch(query, { actor, onBehalfOf: null, aggregate: null }, [prepared], null);
  if (!told) throw new Error('The replay was not appended.');
  return encodeEntryId(told);
}

/** Runs the consumer on one quarantined entry and lets it go; its effect, its release and the news of it are one transaction. */
async function replayOne(options: ReplayOptions, row: QuarantineRow): Promise<string | null> {
  const { pool, consumer } = options;
  const entry = await loadEntry(options.reader, Number(row.position));
  try {
    return await inTransaction(pool, 'write', async (query) => {
      await holdRow(query, consumer);
      const gone = await query({
        text: 'delete from log.quarantine where consumer = $1 and position = $2 returning position',
        values: [consumer.name, entry.position],
      });
      if (gone.length === 0) return null;
      await consume(query, consumer, [entry], async () => undefined);
      return tell(query, options, entry);
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

/** Replays an entry and, for an ordered consumer, those held back behind it, in order. */
export async function replayQuarantined(options: ReplayOptions, position: number): Promise<Replayed> {
  const { pool, consumer } = options;
  let row: QuarantineRow | null = await inTransaction(pool, 'read', (query) => findFirst(query, consumer.name, position));
  const told: string[] = [];
  while (row) {
    const entryId = await replayOne(options, row);
    if (entryId !== null) told.push(entryId);
    const aggregate: string | null = row.aggregate;
    row =
      aggregate === null || !consumer.ordered
        ? null
        : await inTransaction(pool, 'read', (query) => nextOfAggregate(query, consumer.name, aggregate));
  }
  const entryId = told.at(-1);
  if (entryId === undefined) throw new NotFoundError('Somebody else has replayed it.', { consumer: consumer.name, position });
  return { entryId, count: told.length };
}
