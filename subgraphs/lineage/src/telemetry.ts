import type { ErrorCode } from '@hotpass/kernel';
import { meter } from '@hotpass/server';

/** Counts the events that come in by what became of them. */
export interface IngestTelemetry {
  eventStored(event: { readonly repeated: boolean; readonly conforms: boolean }): void;
  eventRefused(code: ErrorCode): void;
}

export function ingestTelemetry(): IngestTelemetry {
  const events = meter('lineage').createCounter('hotpass_ingest_events_total', {
    description: 'Events that came in, by what became of them.',
  });
  return {
    eventStored: ({ repeated, conforms }) => events.add(1, { outcome: repeated ? 'repeated' : 'stored', conforms }),
    eventRefused: (code) => events.add(1, { outcome: 'refused', code }),
  };
}

/** Shows on the metrics page how much of what came in is not stored yet. */
export function observeQueue(queue: () => { readonly entries: number; readonly bytes: number }): void {
  const gauges = meter('lineage');
  gauges
    .createObservableGauge('hotpass_ingest_queue_entries', { description: 'Events that came in and are not stored yet.' })
    .addCallback((result) => result.observe(queue().entries));
  gauges
    .createObservableGauge('hotpass_ingest_queue_bytes', { description: 'Bytes of the events that are not stored yet.', unit: 'bytes' })
    .addCallback((result) => result.observe(queue().bytes));
}
