import { openLineageEntryTypes } from '@hotpass/events';
import type { Projector } from '@hotpass/log';
import { recordOf } from '../events/event-record.ts';
import type { EventRepository } from '../events/event.repository.ts';

export const conformanceConsumer = 'lineage.conformance';

/** Every stored event → its record: what it is about and how it conforms. Raise the version when the schemas or the rules change. */
export function conformanceProjector(events: EventRepository): Projector {
  return {
    name: conformanceConsumer,
    kind: 'projector',
    version: 2,
    types: Object.values(openLineageEntryTypes),
    project: (tx, entries) => events.insert(tx, entries.map(recordOf)),
    reset: (tx) => events.clear(tx),
  };
}
