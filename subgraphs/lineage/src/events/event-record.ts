import { ingestDecision, openLineageEntryTypes, type IngestDecision } from '@hotpass/events';
import { datasetId, jobId, runId } from '@hotpass/kernel';
import { DataError, type Entry } from '@hotpass/log';
import { readEvent, type EventKind, type EventType } from '@hotpass/openlineage';
import { assessConformance, type Conformance } from '../conformance/conformance.ts';

/** What is kept of one stored event to find it by: its bytes stay in the log. */
export interface EventRecord extends Conformance {
  readonly entryId: string;
  readonly position: number;
  readonly kind: EventKind;
  /** Of a RunEvent. */
  readonly eventType: EventType | null;
  readonly runId: string | null;
  readonly jobId: string | null;
  /** Of a DatasetEvent. */
  readonly datasetId: string | null;
  readonly producer: string | null;
  readonly eventTime: Date | null;
  readonly receivedAt: Date;
  readonly sizeBytes: number;
  /** Whether projections take it. */
  readonly projected: boolean;
  /** Position of the event that was taken in again with this entry. */
  readonly cause: number | null;
}

/** A record on its way into the table, with the ids of everything the event is about. */
export interface NewEventRecord extends EventRecord {
  readonly keys: readonly string[];
}

const maxProducerLength = 2_048;

/** The record of an entry, also of one that is not projected. */
export function recordOf(entry: Entry): NewEventRecord {
  const json = entry.json();
  const view = readEvent(json);
  const decision = decisionOf(entry.decision);
  const kind = kindOf(entry.type);
  return {
    ...assessConformance(json, decision),
    entryId: entry.id,
    position: entry.position,
    kind,
    eventType: kind === 'run' ? (view?.eventType ?? 'OTHER') : null,
    runId: view?.runId ? runId(view.runId) : null,
    jobId: view?.job ? jobId(view.job.namespace, view.job.name) : null,
    datasetId: view?.dataset ? datasetId(view.dataset.namespace, view.dataset.name) : null,
    producer: view?.producer?.slice(0, maxProducerLength).toWellFormed() ?? null,
    eventTime: entry.eventTime,
    receivedAt: entry.receivedAt,
    sizeBytes: entry.body.byteLength,
    projected: decision.project,
    cause: entry.cause,
    keys: entry.keys,
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
