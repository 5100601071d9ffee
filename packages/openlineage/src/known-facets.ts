import { readEntityName } from './entity-name.ts';
import { readTime } from './event-time.ts';
import type { Facets } from './event-view.ts';
import { isObject, member, readName } from './json.ts';
import { facetOf } from './members.ts';

/** A run and the job it ran. */
export interface RunReference {
  readonly runId: string;
  readonly jobNamespace: string;
  readonly jobName: string;
}

/** The run that started this one, and the run at the top of that chain when the producer names it. */
export interface ParentRun extends RunReference {
  readonly root: RunReference | null;
}

/** The times a run was scheduled for, as opposed to when it happened. */
export interface NominalTime {
  readonly start: Date | null;
  readonly end: Date | null;
}

const processingTypes = ['BATCH', 'STREAMING', 'SERVICE', 'NONE'] as const;

/** How a job works: in runs that end, or without end. */
export type ProcessingType = (typeof processingTypes)[number];

/** Reads the `parent` run facet; null when it does not identify a run and its job. */
export function parentOf(runFacets: Facets): ParentRun | null {
  const facet = facetOf(runFacets, 'parent');
  if (facet === null) return null;
  const parent = readRunReference(facet);
  return parent === null ? null : { ...parent, root: readRunReference(member(facet, 'root')) };
}

/** Reads the `nominalTime` run facet; null when neither of its times can be read. */
export function nominalTimeOf(runFacets: Facets): NominalTime | null {
  const facet = facetOf(runFacets, 'nominalTime');
  if (facet === null) return null;
  const start = readTime(member(facet, 'nominalStartTime'));
  const end = readTime(member(facet, 'nominalEndTime'));
  return start === null && end === null ? null : { start, end };
}

/** The message of the `errorMessage` run facet. What cannot be encoded in it is shown as U+FFFD. */
export function errorMessageOf(runFacets: Facets): string | null {
  const facet = facetOf(runFacets, 'errorMessage');
  const message = facet === null ? null : member(facet, 'message');
  if (typeof message !== 'string' || message === '') return null;
  return message.replaceAll('\0', '\uFFFD').toWellFormed();
}

/** The processing type of the `jobType` job facet, in whatever case it was sent; null for words not known. */
export function processingTypeOf(jobFacets: Facets): ProcessingType | null {
  const facet = facetOf(jobFacets, 'jobType');
  const word = facet === null ? null : member(facet, 'processingType');
  if (typeof word !== 'string') return null;
  return processingTypes.find((type) => type === word.toUpperCase()) ?? null;
}

function readRunReference(value: unknown): RunReference | null {
  if (!isObject(value)) return null;
  const [run, job] = [member(value, 'run'), readEntityName(member(value, 'job'))];
  if (!isObject(run) || job === null) return null;
  const runId = readName(member(run, 'runId'));
  return runId === null ? null : { runId, jobNamespace: job.namespace, jobName: job.name };
}
