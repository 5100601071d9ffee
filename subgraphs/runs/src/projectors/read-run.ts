import { datasetId, jobId, runId } from '@hotpass/kernel';
import { errorMessageOf, maskCredentials, nominalTimeOf, parentOf, type EventView, type Facets } from '@hotpass/openlineage';
import { rankOf, toldNominalTime, toldParent, toldText, type Parent, type RunRecord } from './run-record.ts';

/** Longer messages are cut, and say so. */
const maximumMessageLength = 8_192;

/** A dataset that a run reads or writes. */
export interface RunDataset {
  readonly runId: string;
  readonly role: 'INPUT' | 'OUTPUT';
  readonly datasetId: string;
}

/** How the job of a run is called. */
export interface RunJob {
  readonly jobId: string;
  readonly namespace: string;
  readonly name: string;
}

/** What one event says of its run, or null when it is about no run or has no time to place it by. */
export function readRun(event: EventView): RunRecord | null {
  const { eventTime: at, job } = event;
  if (event.runId === null || job === null || at === null) return null;
  const id = runId(event.runId);
  const nominalTime = nominalTimeOf(event.runFacets);
  const message = errorMessageOf(event.runFacets);
  const parent = readParent(event.runFacets, id);
  return {
    runId: id,
    openLineageRunId: toldText(at, event.runId),
    jobId: toldText(at, jobId(job.namespace, job.name)),
    state: { at, rank: rankOf(event.eventType) },
    startTime: event.eventType === 'START' ? at : null,
    firstEventTime: at,
    lastEventTime: at,
    nominalTime: nominalTime && toldNominalTime(at, nominalTime),
    parent: parent && toldParent(at, parent),
    errorMessage: message === null ? null : toldText(at, cut(maskCredentials(message))),
  };
}

/** The job of an event that is about a run. */
export function readRunJob({ job }: EventView): RunJob | null {
  return job && { jobId: jobId(job.namespace, job.name), namespace: job.namespace, name: job.name };
}

/** Datasets add up over a run's events: an event that names none takes none away. */
export function readRunDatasets(event: EventView, id: string): RunDataset[] {
  return [
    ...event.inputs.map(({ namespace, name }) => ({ runId: id, role: 'INPUT' as const, datasetId: datasetId(namespace, name) })),
    ...event.outputs.map(({ namespace, name }) => ({ runId: id, role: 'OUTPUT' as const, datasetId: datasetId(namespace, name) })),
  ];
}

/** A run that names itself as its parent or root says nothing by it. */
function readParent(runFacets: Facets, self: string): Parent | null {
  const facet = parentOf(runFacets);
  if (!facet) return null;
  const [parent, root] = [runId(facet.runId), facet.root && runId(facet.root.runId)];
  const named: Parent = { runId: parent === self ? null : parent, rootRunId: root === self ? null : root };
  return named.runId === null && named.rootRunId === null ? null : named;
}

function cut(message: string): string {
  if (message.length <= maximumMessageLength) return message;
  return `${message.slice(0, maximumMessageLength).toWellFormed()}… (${message.length} characters in all)`;
}
