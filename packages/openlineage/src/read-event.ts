import { readEntityName } from './entity-name.ts';
import { readTime } from './event-time.ts';
import { eventTypes } from './event-view.ts';
import type { DatasetView, EventKind, EventType, EventView, Facets, JobView } from './event-view.ts';
import { facetChecks } from './generated/facet-checks.ts';
import { isObject, member, readName } from './json.ts';
import type { JsonObject } from './json.ts';
import type { FacetPlace } from './schema-check.ts';

const noFacets: Facets = Object.freeze(Object.create(null));

/**
 * Reads what an event says, however badly it conforms: pure, never throws, invents nothing.
 * Datasets without a usable namespace and name are skipped. Null when it is no event: neither a job nor a dataset
 * can be identified. `takenAt` stands for the time it says: an event with a wrong time may be taken in at another one.
 */
export function readEvent(json: unknown, takenAt: Date | null = null): EventView | null {
  if (!isObject(json)) return null;
  const kind = eventKindOf(json);
  if (kind === null) return null;

  const job = kind === 'dataset' ? null : readJob(member(json, 'job'));
  const dataset = kind === 'dataset' ? readDataset(member(json, 'dataset'), null) : null;
  if (job === null && dataset === null) return null;

  const run = kind === 'run' ? member(json, 'run') : undefined;
  return {
    kind,
    eventType: readEventType(member(json, 'eventType')),
    eventTime: takenAt ?? readTime(member(json, 'eventTime')),
    runId: isObject(run) ? readName(member(run, 'runId')) : null,
    producer: readName(member(json, 'producer')),
    job,
    runFacets: isObject(run) ? readFacets('run', member(run, 'facets')) : noFacets,
    inputs: kind === 'dataset' ? [] : readDatasets(member(json, 'inputs'), 'inputFacets'),
    outputs: kind === 'dataset' ? [] : readDatasets(member(json, 'outputs'), 'outputFacets'),
    dataset,
  };
}

/** An event about a job is a run event when it has a run as well; a null in place of either counts as absent. */
function eventKindOf(json: JsonObject): EventKind | null {
  if (isObject(member(json, 'job'))) return isObject(member(json, 'run')) ? 'run' : 'job';
  return isObject(member(json, 'dataset')) ? 'dataset' : null;
}

function readEventType(value: unknown): EventType {
  return eventTypes.find((type) => type === value) ?? 'OTHER';
}

function readJob(value: unknown): JobView | null {
  const named = readEntityName(value);
  if (named === null || !isObject(value)) return null;
  return { ...named, facets: readFacets('job', member(value, 'facets')) };
}

function readDatasets(value: unknown, roleKey: 'inputFacets' | 'outputFacets'): readonly DatasetView[] {
  if (!Array.isArray(value)) return [];
  return value.map((item: unknown) => readDataset(item, roleKey)).filter((dataset) => dataset !== null);
}

function readDataset(value: unknown, roleKey: 'inputFacets' | 'outputFacets' | null): DatasetView | null {
  const named = readEntityName(value);
  if (named === null || !isObject(value)) return null;
  const roleFacets = roleKey === null ? noFacets : readFacets(roleKey === 'inputFacets' ? 'input' : 'output', member(value, roleKey));
  return { ...named, facets: readFacets('dataset', member(value, 'facets')), roleFacets };
}

/** Nobody writes so many facets on one thing; of more than that only those we know are read, so that an event made to be slow is not. */
const maxFacets = 1_000;

/** Copied onto an object without prototype, where `__proto__` is a key like any other. */
function readFacets(place: FacetPlace, value: unknown): Facets {
  if (!isObject(value)) return noFacets;
  const facets: Record<string, unknown> = Object.create(null);
  const keys = Object.keys(value);
  for (const key of keys.length > maxFacets ? facetChecks[place].keys() : keys) {
    const facet = member(value, key);
    if (isObject(facet)) facets[key] = facet;
  }
  return facets;
}
