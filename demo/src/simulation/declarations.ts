import { dataSourceFacet, describingFacets, schemaFacet } from '../facets/dataset-facets.ts';
import { catalogueProducer } from '../facets/facet.ts';
import { jobFacets } from '../facets/job-facets.ts';
import type { DatasetSpec, JobSpec } from '../world/model.ts';
import { datasets, declaredJobs, jobs } from '../world/world.ts';
import { eventSchemaUrl, isoTime } from './events.ts';
import type { DatasetEvent, JobEvent, TimedEvent } from './events.ts';
import type { Simulation } from './simulation.ts';

function datasetEvent(dataset: DatasetSpec, eventTime: string): DatasetEvent {
  return {
    eventTime,
    producer: catalogueProducer,
    schemaURL: eventSchemaUrl('DatasetEvent'),
    dataset: {
      namespace: dataset.namespace,
      name: dataset.name,
      facets: {
        schema: schemaFacet(catalogueProducer, dataset, false),
        dataSource: dataSourceFacet(catalogueProducer, dataset),
        ...describingFacets(catalogueProducer, dataset, false),
      },
    },
  };
}

function jobEvent(job: JobSpec, eventTime: string): JobEvent {
  return {
    eventTime,
    producer: catalogueProducer,
    schemaURL: eventSchemaUrl('JobEvent'),
    job: { namespace: job.namespace, name: job.name, facets: jobFacets(job, false) },
    inputs: job.inputs.map(({ namespace, name }) => ({ namespace, name })),
    outputs: job.outputs.map(({ dataset: { namespace, name } }) => ({ namespace, name })),
  };
}

/** What is known before anything runs: sources that no job of this world writes, and jobs that are planned only. */
export function declarations(simulation: Simulation): TimedEvent[] {
  const written = new Set(jobs.flatMap((job) => job.outputs.map((output) => output.dataset)));
  const eventTime = isoTime(simulation.epoch);
  return [
    ...datasets.filter((dataset) => !written.has(dataset)).map((dataset) => datasetEvent(dataset, eventTime)),
    ...declaredJobs.map((job) => jobEvent(job, eventTime)),
  ].map((event) => ({ at: simulation.epoch, event }));
}
