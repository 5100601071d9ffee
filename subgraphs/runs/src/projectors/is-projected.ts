import { ingestDecision } from '@hotpass/events';
import { DataError } from '@hotpass/log';

/** Ingest decides whether an event counts; what it did not decide about counts. */
export function isProjected(decision: unknown): boolean {
  if (decision === null || decision === undefined) return true;
  const read = ingestDecision.safeParse(decision);
  if (!read.success) throw new DataError('What ingest decided about it cannot be read.');
  return read.data.project;
}
