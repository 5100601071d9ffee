import type pg from 'pg';
import type { EntryKey } from './entry-id.ts';
import { isEraStart } from './eras.ts';
import { headerColumns, LogEntry, type HeaderRow } from './log-entry.ts';
import { microsText } from './timestamp.ts';

/** Where a reader stands: the last position it has seen, and its time, by which partitions are pruned. */
export interface ReadPlace {
  readonly position: number;
  readonly receivedAtMicros: bigint;
}

/** Before the first entry; nothing is pruned. */
export const beginning: ReadPlace = { position: 0, receivedAtMicros: -(2n ** 62n) };

export function placeOf(entry: LogEntry): ReadPlace {
  return { position: entry.position, receivedAtMicros: entry.key.receivedAtMicros };
}

/** A commit may be late, or a clock set back, by as much without a reader missing the entry. */
const pruneMarginMicros = 24n * 3_600_000_000n;
const bodyBudgetBytes = 8 * 1024 * 1024;
/** An entry has a key for each thing it is about: a few, or hundreds of thousands. All keys of the headers of one read. */
const maxKeys = 500_000;

function prunedFrom(place: ReadPlace): string {
  return place.receivedAtMicros === beginning.receivedAtMicros ? '-infinity' : microsText(place.receivedAtMicros - pruneMarginMicros);
}

/** Positions are dense: anything missing between two entries was pruned away, not absent. */
function isDense(after: number, entries: readonly LogEntry[]): boolean {
  let previous = after;
  for (const { position } of entries) {
    if (position !== previous + 1 && !isEraStart(position)) return false;
    previous = position;
  }
  return true;
}

/** Reads headers by position and bodies by id. */
export class EntryReader {
  readonly #pool: pg.Pool;
  readonly #maxKeys: number;

  constructor(pool: pg.Pool, bounds: { readonly maxKeys: number } = { maxKeys }) {
    this.#pool = pool;
    this.#maxKeys = bounds.maxKeys;
  }

  /** Entries after the place, ascending, without bodies: fewer than asked for where they have too many keys together. */
  async after(place: ReadPlace, limit: number): Promise<LogEntry[]> {
    const entries = await this.#headersAfter(place.position, prunedFrom(place), limit);
    return isDense(place.position, entries) ? entries : this.afterUnpruned(place, limit);
  }

  /** The same over all partitions: finds an entry whose time lies further back than the margin. */
  async afterUnpruned(place: ReadPlace, limit: number): Promise<LogEntry[]> {
    return this.#headersAfter(place.position, '-infinity', limit);
  }

  async #headersAfter(position: number, from: string, limit: number): Promise<LogEntry[]> {
    const { rows } = await this.#pool.query<HeaderRow>({
      name: 'log_headers_after',
      text: `select ${headerColumns} from (
          select e.*, sum(cardinality(e.keys)) over (order by e.position) as running
          from (select * from log.entry where position > $1 and received_at >= $2 order by position limit $3) e
        ) e where running <= $4 or running = cardinality(e.keys) order by e.position`,
      values: [position, from, limit, this.#maxKeys],
    });
    return rows.map((row) => new LogEntry(row));
  }

  /** The entry at the greatest position; null in an empty log. */
  async newest(): Promise<LogEntry | null> {
    return this.#one({
      name: 'log_newest',
      text: `select ${headerColumns} from log.entry e where e.position is not null order by e.position desc limit 1`,
    });
  }

  async at(position: number): Promise<LogEntry | null> {
    return this.#one({
      name: 'log_at',
      text: `select ${headerColumns} from log.entry e where e.position = $1`,
      values: [position],
    });
  }

  /** The entry of an id: `sequenced` is null while it has no position. Null when there is no such entry. */
  async byKey(key: EntryKey): Promise<{ readonly sequenced: LogEntry | null } | null> {
    const { rows } = await this.#pool.query<Omit<HeaderRow, 'position'> & { position: string | null }>({
      name: 'log_by_key',
      text: `select ${headerColumns} from log.entry e where e.seq = $1 and e.received_at = $2`,
      values: [key.seq.toString(), microsText(key.receivedAtMicros)],
    });
    const row = rows[0];
    if (!row) return null;
    return { sequenced: row.position === null ? null : new LogEntry({ ...row, position: row.position }) };
  }

  async #one(statement: { name: string; text: string; values?: unknown[] }): Promise<LogEntry | null> {
    const { rows } = await this.#pool.query<HeaderRow>(statement);
    return rows[0] ? new LogEntry(rows[0]) : null;
  }

  /** Loads the bodies of the longest run of entries that fits the budget (at least one); answers how many have theirs. */
  async loadBodies(entries: readonly LogEntry[]): Promise<number> {
    const { rows } = await this.#pool.query<{ size_bytes: number; zstd: Uint8Array | null }>({
      name: 'log_bodies',
      text: bodiesSql,
      values: [entries.map((entry) => entry.bodyId), entries.map((entry) => microsText(entry.key.receivedAtMicros)), bodyBudgetBytes],
    });
    let loaded = 0;
    for (const row of rows) {
      if (row.zstd === null) break;
      entries[loaded]?.load({ sizeBytes: row.size_bytes, zstd: row.zstd });
      loaded += 1;
    }
    if (loaded === 0 && entries.length > 0) throw new Error('An entry of the log has lost its body.');
    return loaded;
  }
}

/** The lateral LIMIT keeps it a lookup by primary key for each entry, whatever the statistics say. */
const bodiesSql = `
select size_bytes, case when i = 1 or running <= $3 then zstd end as zstd
from (
  select k.i, s.size_bytes, s.zstd, sum(s.size_bytes) over (order by k.i) as running
  from unnest($1::bigint[], $2::timestamptz[]) with ordinality as k (id, received_at, i)
  left join lateral (select size_bytes, zstd from log.body where id = k.id and received_at = k.received_at limit 1) s on true
) b
order by i`;
