import type { BatchOutcome, FailedEvent } from './ingest.service.ts';

/** Body of a 200 of `/lineage/batch`, as in the OpenLineage HTTP API 2.0.2. */
export interface BatchAnswer {
  readonly status: 'partial_success';
  readonly summary: {
    readonly received: number;
    readonly successful: number;
    readonly failed: number;
    readonly retriable: number;
    readonly non_retriable: number;
  };
  readonly failed_events: readonly FailedEvent[];
}

/** What became of a batch of which something was not stored. */
export function batchAnswer({ received, failed }: BatchOutcome): BatchAnswer {
  const retriable = failed.filter((event) => event.retriable).length;
  return {
    status: 'partial_success',
    summary: { received, successful: received - failed.length, failed: failed.length, retriable, non_retriable: failed.length - retriable },
    failed_events: failed,
  };
}
