import { z } from 'zod';

/** Entry types of what producers report. The body is the event's bytes as received. */
export const openLineageEntryTypes = {
  run: 'openlineage.run_event',
  job: 'openlineage.job_event',
  dataset: 'openlineage.dataset_event',
} as const;

export type OpenLineageEntryType = (typeof openLineageEntryTypes)[keyof typeof openLineageEntryTypes];

/**
 * What ingest decided about an event; projectors read this and never decide again.
 * `CLOCK_SUSPECT`: more than 24 h ahead of `received_at`. `TIME_UNREADABLE`: `eventTime` is no time.
 * Either way the event is stored and not projected until it is replayed.
 */
export const ingestDecision = z.strictObject({
  project: z.boolean(),
  flags: z.array(z.enum(['CLOCK_SUSPECT', 'TIME_UNREADABLE'])),
});

export type IngestDecision = z.infer<typeof ingestDecision>;

/**
 * Whether projectors take the event; one that ingest decided nothing about counts.
 * @throws SyntaxError when the decision cannot be read: a data error, so that the entry is quarantined.
 */
export function isProjected(decision: unknown): boolean {
  if (decision === null || decision === undefined) return true;
  const read = ingestDecision.safeParse(decision);
  if (!read.success) throw new SyntaxError('What ingest decided about the event cannot be read.');
  return read.data.project;
}
