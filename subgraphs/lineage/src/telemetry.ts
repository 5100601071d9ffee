import type { ErrorCode } from '@hotpass/kernel';
import { meter } from '@hotpass/server';

/** Counts the events that come in by what became of them. */
export interface IngestTelemetry {
  eventStored(event: { readonly repeated: boolean; readonly conforms: boolean }): void;
  eventRefused(code: ErrorCode): void;
}

export function ingestTelemetry(): IngestTelemetry {
  const events = meter('lineage').createCounter('hotpass_ingest_events', { description: 'Events that came in, by what became of them.' });
  return {
    eventStored: ({ repeated, conforms }) => events.add(1, { outcome: repeated ? 'repeated' : 'stored', conforms }),
    eventRefused: (code) => events.add(1, { outcome: 'refused', code }),
  };
}
