import { ingestDecision, openLineageEntryTypes, type IngestDecision } from '@hotpass/events';
import { DataError, type Entry } from '@hotpass/log';
import { readEvent, type EventKind } from '@hotpass/openlineage';
import { assessConformance, type Conformance } from './conformance.ts';

/** The conformance of one stored event. */
export interface ConformanceReport extends Conformance {
  readonly entryId: string;
  readonly position: number;
  readonly kind: EventKind;
  readonly producer: string | null;
  readonly eventTime: Date | null;
  readonly receivedAt: Date;
}

const maxProducerLength = 2_048;

/** The report of an entry, also of one that is not projected. */
export function reportOf(entry: Entry): ConformanceReport {
  const json = entry.json();
  return {
    ...assessConformance(json, decisionOf(entry.decision)),
    entryId: entry.id,
    position: entry.position,
    kind: kindOf(entry.type),
    producer: readEvent(json)?.producer?.slice(0, maxProducerLength).toWellFormed() ?? null,
    eventTime: entry.eventTime,
    receivedAt: entry.receivedAt,
  };
}

/** What ingest did not decide about counts. @throws DataError when it is no decision: that entry is set aside, the stream moves on. */
function decisionOf(decision: unknown): IngestDecision {
  const parsed = ingestDecision.safeParse(decision ?? { project: true, flags: [] });
  if (!parsed.success) throw new DataError('Its ingest decision cannot be read.');
  return parsed.data;
}

function kindOf(type: string): EventKind {
  if (type === openLineageEntryTypes.run) return 'run';
  return type === openLineageEntryTypes.job ? 'job' : 'dataset';
}
