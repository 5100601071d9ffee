import { schemaChange } from '../world/incidents.ts';
import { organisationsModel } from '../world/jobs/refined-models.ts';
import type { JobSpec } from '../world/model.ts';
import { facet, producers } from './facet.ts';
import type { Facets } from './facet.ts';

const repository = 'https://git.example.org/refinery/pipelines';

/** The model that read the renamed column, before and after it was mended. */
function sqlOf(job: JobSpec, mended: boolean): string | undefined {
  if (job !== organisationsModel || !mended) return job.sql;
  return job.sql?.replace(`s.${schemaChange.from},`, `s.${schemaChange.to},`);
}

export function jobFacets(job: JobSpec, mended: boolean): Facets {
  const producer = producers[job.engine];
  const sql = sqlOf(job, mended);
  const version = mended ? '7c41d09be2f5a86a13f0b7f2c9a4e8d15b6c3f70' : 'b1f6a2d87e034c5d96f1ab20c7e84d3950f7e612';
  return {
    jobType: facet(producer, 'JobTypeJobFacet', {
      processingType: 'BATCH',
      integration: job.engine,
      jobType: job.jobType,
    }),
    documentation: facet(producer, 'DocumentationJobFacet', {
      description: job.documentation,
      contentType: 'text/plain',
    }),
    ownership: facet(producer, 'OwnershipJobFacet', { owners: [{ name: job.owner, type: 'MAINTAINER' }] }),
    sourceCodeLocation: facet(producer, 'SourceCodeLocationJobFacet', {
      type: 'git',
      url: `${repository}/blob/${version}/${job.sourcePath}`,
      repoUrl: `${repository}.git`,
      path: job.sourcePath,
      version,
      branch: 'main',
    }),
    ...(sql === undefined ? {} : { sql: facet(producer, 'SQLJobFacet', { query: sql, dialect: 'postgres' }) }),
  };
}
