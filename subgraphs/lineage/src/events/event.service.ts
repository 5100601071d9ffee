import type { IngestDecision } from '@hotpass/events';
import { BadUserInputError, NotFoundError, type Clock, type Principal } from '@hotpass/kernel';
import { consumerCursor, type Log } from '@hotpass/log';
import { conformanceConsumer } from '../conformance/conformance.projector.ts';
import { decideTime } from '../ingest/decide-time.ts';
import { reachTimeoutMs } from '../reach-timeout.ts';
import type { EventRecord } from './event-record.ts';
import type { EventQuery, EventRepository } from './event.repository.ts';

export interface EventPage {
  readonly events: readonly EventRecord[];
  readonly hasMore: boolean;
  /** Place in the log the page shows. */
  readonly cursor: string;
}

/** A cursor names a place too, and is no event. */
const entryIdPattern = /^ent_[0-9a-f]{32}$/;

type EventLog = Pick<Log, 'database' | 'reached' | 'appendAgain'>;

export class EventService {
  readonly #log: EventLog;
  readonly #events: EventRepository;
  readonly #clock: Clock;

  constructor(log: EventLog, events: EventRepository, clock: Clock) {
    this.#log = log;
    this.#events = events;
    this.#clock = clock;
  }

  /** Resolves when the records show the place a request names. @throws TimeoutError when that takes too long. */
  async reached(place: string | undefined): Promise<void> {
    if (place !== undefined) await this.#log.reached(conformanceConsumer, place, reachTimeoutMs);
  }

  async find(principal: Principal, entryId: string): Promise<EventRecord | null> {
    const [found] = await this.#log.database.read(principal, (tx) => this.#events.byIds(tx, [entryId]));
    return found ?? null;
  }

  page(principal: Principal, query: EventQuery): Promise<EventPage> {
    return this.#log.database.read(principal, async (tx) => {
      const found = await this.#events.list(tx, { ...query, limit: query.limit + 1 });
      const cursor = await consumerCursor(tx, conformanceConsumer);
      return { events: found.slice(0, query.limit), hasMore: found.length > query.limit, cursor };
    });
  }

  /**
   * Takes in an event that waits since its time is suspect or unreadable, at its own time or another one. Answers the
   * id of the entry that does. Once is enough; two at the same time do no harm, since projections merge.
   */
  async accept(principal: Principal, entryId: string, eventTime: Date | null): Promise<string> {
    if (!entryIdPattern.test(entryId)) {
      throw new BadUserInputError('This is not the id of an event: give the one that ingest answered with.', {
        path: ['input', 'eventId'],
      });
    }
    await this.reached(entryId);
    const { event, again } = await this.#log.database.read(principal, async (tx) => {
      const [found] = await this.#events.byIds(tx, [entryId]);
      const related = found ? await this.#events.related(tx, [found.position]) : [];
      return { event: found, again: related.find(({ cause }) => cause === found?.position) };
    });
    if (!event) throw new NotFoundError('There is no such event.', { path: ['input', 'eventId'] });
    if (event.projected) throw new BadUserInputError('This event does not wait: it counts.', { path: ['input', 'eventId'] });
    if (again) {
      throw new BadUserInputError('This event has been accepted already.', { path: ['input', 'eventId'], entryId: again.entryId });
    }
    this.#checkTime(event, eventTime);
    const decision: IngestDecision = { project: true, flags: [] };
    return this.#log.appendAgain(principal, entryId, decision, eventTime ?? undefined);
  }

  #checkTime(event: EventRecord, eventTime: Date | null): void {
    const path = ['input', 'eventTime'];
    if (!eventTime && !event.eventTime) throw new BadUserInputError('Its time cannot be read: say which it is.', { path });
    if (eventTime && !decideTime(eventTime, this.#clock.now()).project) {
      throw new BadUserInputError('This time lies more than a day ahead.', { path });
    }
  }
}
