import { isProjected, openLineageEntryTypes } from '@hotpass/events';
import type { Entry, Projector, ProjectorTx } from '@hotpass/log';
import { eventOf } from '@hotpass/openlineage';
import type { EventView } from '@hotpass/openlineage';
import { SchemaDocs } from '../column/schema-doc.ts';

export const catalogProjectorName = 'lineage.catalog';

/** An event that counts, its time and its place in the log. */
export interface PlacedEvent {
  readonly event: EventView;
  readonly at: number;
  readonly position: number;
  readonly entryId: string;
}

/** One of the things the catalogue keeps. */
export interface CatalogPart {
  /** `docs` are of this batch alone: a schema that two parts look at is read once. */
  project(tx: ProjectorTx, events: readonly PlacedEvent[], docs: SchemaDocs): Promise<void>;
  reset(tx: ProjectorTx): Promise<void>;
}

/** OpenLineage events → words of names, what producers report, what changed last: each a part of its own, all in one transaction. */
export class CatalogProjector implements Projector {
  readonly kind = 'projector';
  readonly name = catalogProjectorName;
  readonly version = 1;
  readonly types = Object.values(openLineageEntryTypes);
  readonly #parts: readonly CatalogPart[];

  constructor(parts: readonly CatalogPart[]) {
    this.#parts = parts;
  }

  async project(tx: ProjectorTx, entries: readonly Entry[]): Promise<void> {
    const events = entries.flatMap((entry): PlacedEvent[] => {
      const event = isProjected(entry.decision) ? eventOf(entry) : null;
      const at = event?.eventTime?.getTime();
      return event && at !== undefined ? [{ event, at, position: entry.position, entryId: entry.id }] : [];
    });
    const docs = new SchemaDocs();
    await Promise.all(this.#parts.map((part) => part.project(tx, events, docs)));
  }

  async reset(tx: ProjectorTx): Promise<void> {
    for (const part of this.#parts) await part.reset(tx);
  }
}
