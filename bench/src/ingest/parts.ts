import type { DurableHub } from '../harness/durable-hub.ts';
import type { EventWorld } from '../world/events.ts';

/** What parses and validates and stores nothing. */
export interface ValidateOnly {
  readonly url: string;
  cpuMs(): number;
}

/** What the measurements of ingest share. */
export interface IngestParts {
  readonly hub: DurableHub;
  readonly limit: ValidateOnly;
  readonly world: EventWorld;
}
