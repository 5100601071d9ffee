import { datasetId, jobId, runId } from '@hotpass/kernel';
import { columnLineageOf, datasetsOf, explicitJobLineageOf, explicitLineageOf, lifecycleChangeOf, symlinksOf } from '@hotpass/openlineage';
import type { DatasetView, EntityName, EventView, JobView } from '@hotpass/openlineage';

/**
 * Ids of everything an event names, each once: what subscribers watch. Whatever the event makes a vertex of, or joins
 * with another, is among them, also where a facet alone names it.
 */
export function entryKeys(event: EventView): string[] {
  const { runId: run, job } = event;
  const described = datasetsOf(event);
  const datasets = [...described, ...described.flatMap(namedBy), ...(job ? joinedBy(job) : [])];
  // Thousands of columns come from a few datasets: each is hashed once.
  const names = new Map(datasets.map((one) => [`${one.namespace}\0${one.name}`, one]));
  const ids = [...names.values()].map(({ namespace, name }) => datasetId(namespace, name));
  return [...new Set([...(run === null ? [] : [runId(run)]), ...(job ? [jobId(job.namespace, job.name)] : []), ...ids])];
}

/** Other names of a dataset, the one it had before, and what its columns come from. */
function namedBy({ facets }: DatasetView): EntityName[] {
  const previous = lifecycleChangeOf(facets)?.previous;
  return [
    ...(previous ? [previous] : []),
    ...symlinksOf(facets),
    ...[...columnLineageOf(facets), ...explicitLineageOf(facets)].map(({ source }) => source),
  ];
}

/** What an explicit facet of the job joins with it, or with each other. */
function joinedBy(job: JobView): EntityName[] {
  const { inputs, targets } = explicitJobLineageOf(job.facets, job);
  return [...inputs, ...targets.flatMap(({ target, dependencies }) => [target, ...dependencies.map(({ source }) => source)])];
}
