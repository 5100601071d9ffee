import { LimitExceededError, type Principal } from '@hotpass/kernel';
import type { Log } from '@hotpass/log';
import DataLoader from 'dataloader';
import type { EventRecord } from './event-record.ts';
import type { EventRepository } from './event.repository.ts';

/** Of all bodies in one answer. */
const maxBodyBytes = 8 * 1024 * 1024;

/** An event and what it was, or is, taken in again as. */
interface RelatedEvents {
  readonly of: EventRecord | null;
  readonly again: EventRecord | null;
}

/** Batches of one request. */
export interface EventLoaders {
  readonly event: DataLoader<string, EventRecord | null>;
  /** By position. */
  readonly relatedEvents: DataLoader<number, RelatedEvents>;
  /** Bytes as received, by entry id. */
  readonly eventBody: DataLoader<string, string | null>;
}

export function eventLoaders(log: Pick<Log, 'database' | 'bodies'>, events: EventRepository, principal: Principal): EventLoaders {
  let leftBytes = maxBodyBytes;

  async function loadBodies(entryIds: readonly string[]): Promise<(string | null | Error)[]> {
    const stored = await log.bodies(entryIds, leftBytes);
    return entryIds.map((id) => {
      const body = stored.get(id);
      if (!body) return null;
      if (body.bytes) leftBytes -= body.sizeBytes;
      return body.bytes ? Buffer.from(body.bytes).toString('utf8') : tooMuch(body.sizeBytes);
    });
  }

  return {
    event: new DataLoader(async (ids) => {
      const found = await log.database.read(principal, (tx) => events.byIds(tx, ids));
      const byId = new Map(found.map((event) => [event.entryId, event]));
      return ids.map((id) => byId.get(id) ?? null);
    }),
    relatedEvents: new DataLoader(async (positions) => {
      const found = await log.database.read(principal, (tx) => events.related(tx, positions));
      return positions.map((position) => ({
        of: found.find((event) => event.position === position) ?? null,
        again: found.find((event) => event.cause === position) ?? null,
      }));
    }),
    eventBody: new DataLoader(loadBodies),
  };
}

/** Said for each body that is left out: none is null for its size. */
function tooMuch(sizeBytes: number): LimitExceededError {
  const message = 'The bodies asked for make more than 8 MiB. Ask for fewer; GET /api/v1/events/lineage gives larger ones.';
  return new LimitExceededError(message, { sizeBytes, limitBytes: maxBodyBytes });
}
