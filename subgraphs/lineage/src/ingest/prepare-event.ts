import { openLineageEntryTypes } from '@hotpass/events';
import { datasetId, jobId, runId } from '@hotpass/kernel';
import type { ReceivedEvent } from '@hotpass/log';
import {
  explicitJobLineageOf,
  readEvent,
  symlinksOf,
  type DatasetView,
  type EntityName,
  type EventView,
  type JobView,
} from '@hotpass/openlineage';
import { assessConformance, type Conformance } from '../conformance/conformance.ts';
import { eventProblems } from './check-event.ts';
import { decideTime } from './decide-time.ts';
import { badInput } from './input-issue.ts';
import { holdsNul, parseJson } from './parse-json.ts';

/** An event that may be stored, and how it stands to the schemas. */
export interface PreparedEvent {
  readonly event: ReceivedEvent;
  readonly conformance: Conformance;
}

/** When and on whose trace the event came in. */
export interface Reception {
  readonly now: Date;
  readonly traceId: string | null;
}

/**
 * From bytes as received to what the log takes. Nothing parsed is kept: the bytes are the event.
 * @throws BadUserInputError with JSON pointers when it cannot be stored.
 */
export function prepareEvent(body: Buffer, { now, traceId }: Reception): PreparedEvent {
  const { json } = parseJson(body);
  if (holdsNul(body)) throw badInput('The event holds U+0000, which cannot be stored.', [{ pointer: '', message: 'must not hold U+0000' }]);
  const problems = eventProblems(json);
  const view = readEvent(json);
  if (problems.length > 0 || !view) throw badInput('This is not an OpenLineage event that can be stored.', problems);
  const decision = decideTime(view.eventTime, now);
  const event: ReceivedEvent = {
    type: openLineageEntryTypes[view.kind],
    keys: keysOf(view),
    body,
    eventTime: view.eventTime,
    decision,
    traceId,
  };
  return { event, conformance: assessConformance(json, decision) };
}

/** Ids of everything the event is about, each once: what subscribers watch. */
function keysOf(view: EventView): string[] {
  const { job, dataset, inputs, outputs } = view;
  const described = [...inputs, ...outputs, ...(dataset ? [dataset] : [])];
  const datasets = [...described, ...described.flatMap(otherNamesOf), ...(job ? joinedBy(job) : [])];
  return [
    ...new Set([
      ...(view.runId === null ? [] : [runId(view.runId)]),
      ...(job ? [jobId(job.namespace, job.name)] : []),
      ...datasets.map(({ namespace, name }) => datasetId(namespace, name)),
    ]),
  ];
}

function otherNamesOf({ facets }: DatasetView): EntityName[] {
  return symlinksOf(facets);
}

/** Datasets that an explicit facet of the job joins with it or with each other, named nowhere else in the event. */
function joinedBy(job: JobView): EntityName[] {
  const { inputs, targets } = explicitJobLineageOf(job.facets, job);
  return [...inputs, ...targets.flatMap(({ target, dependencies }) => [target, ...dependencies.map(({ source }) => source)])];
}
