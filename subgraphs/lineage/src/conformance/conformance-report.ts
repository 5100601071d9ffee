import { ingestDecision, openLineageEntryTypes } from '@hotpass/events';
import type { Entry } from '@hotpass/log';
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
    ...assessConformance(json, ingestDecision.parse(entry.decision)),
    entryId: entry.id,
    position: entry.position,
    kind: kindOf(entry.type),
    producer: readEvent(json)?.producer?.slice(0, maxProducerLength).toWellFormed() ?? null,
    eventTime: entry.eventTime,
    receivedAt: entry.receivedAt,
  };
}

function kindOf(type: string): EventKind {
  if (type === openLineageEntryTypes.run) return 'run';
  return type === openLineageEntryTypes.job ? 'job' : 'dataset';
}
