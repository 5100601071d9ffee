import type { Principal } from '@hotpass/kernel';
import type { Log } from '@hotpass/log';
import type { EventRepository, TimeQuery } from './event.repository.ts';

/** Which events, by their own time. */
export type ListingQuery = TimeQuery;

/** An answer in Marquez's shape. */
export interface ListedEvents {
  readonly json: Buffer;
  /** How many events it holds: fewer than asked for when they would make it too large. */
  readonly count: number;
  readonly totalCount: number;
}

/** Of all bodies in one answer; one larger event goes alone. */
const maxBytes = 16 * 1024 * 1024;

/** Stored events with their bytes as they came in: nothing is parsed, so no number, key or order changes. */
export class EventListing {
  readonly #log: Pick<Log, 'database' | 'bodies'>;
  readonly #events: EventRepository;

  constructor(log: Pick<Log, 'database' | 'bodies'>, events: EventRepository) {
    this.#log = log;
    this.#events = events;
  }

  async list(principal: Principal, query: ListingQuery): Promise<ListedEvents> {
    const { found, totalCount } = await this.#log.database.read(principal, async (tx) => ({
      found: query.limit === 0 ? [] : await this.#events.byTime(tx, query),
      totalCount: await this.#events.countByTime(tx, query.range),
    }));
    const ids = withinBytes(found).map(({ entryId }) => entryId);
    const stored = await this.#log.bodies(ids, Number.MAX_SAFE_INTEGER);
    const bodies = ids.map((id) => stored.get(id)?.bytes).filter((bytes) => bytes !== undefined && bytes !== null);
    return { json: joined(bodies, totalCount), count: ids.length, totalCount };
  }
}

function withinBytes<Event extends { readonly sizeBytes: number }>(events: readonly Event[]): readonly Event[] {
  let bytes = 0;
  const cut = events.findIndex(({ sizeBytes }, index) => {
    bytes += sizeBytes;
    return index > 0 && bytes > maxBytes;
  });
  return cut < 0 ? events : events.slice(0, cut);
}

function joined(bodies: readonly Uint8Array[], totalCount: number): Buffer {
  const parts: Uint8Array[] = [Buffer.from('{"events":[')];
  for (const body of bodies) {
    if (parts.length > 1) parts.push(Buffer.from(','));
    parts.push(body);
  }
  parts.push(Buffer.from(`],"totalCount":${totalCount}}`));
  return Buffer.concat(parts);
}
