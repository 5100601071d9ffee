import type { PlannedRun, RunReference } from '../simulation/plan.ts';
import type { Engine } from '../world/model.ts';
import { facet, producers } from './facet.ts';
import type { Facets } from './facet.ts';

const engines: Readonly<Record<Engine, { name: string; version: string }>> = {
  AIRFLOW: { name: 'Airflow', version: '3.0.2' },
  SPARK: { name: 'spark', version: '3.5.5' },
  DBT: { name: 'dbt', version: '1.9.4' },
};

function named({ runId, job }: RunReference): { run: { runId: string }; job: { namespace: string; name: string } } {
  return { run: { runId }, job: { namespace: job.namespace, name: job.name } };
}

export function parentFacets(run: PlannedRun): Facets {
  if (run.parent === null || run.root === null) return {};
  const body = { ...named(run.parent), root: named(run.root) };
  return { parent: facet(producers[run.job.engine], 'ParentRunFacet', body) };
}

export function startFacets(run: PlannedRun, nominal: { readonly start: string; readonly end: string }): Facets {
  const producer = producers[run.job.engine];
  return {
    nominalTime: facet(producer, 'NominalTimeRunFacet', {
      nominalStartTime: nominal.start,
      nominalEndTime: nominal.end,
    }),
    processing_engine: facet(producer, 'ProcessingEngineRunFacet', engines[run.job.engine]),
    executionParameters: facet(producer, 'ExecutionParametersRunFacet', {
      parameters: [{ key: 'logical_date', name: 'Logical date', value: nominal.start }],
    }),
  };
}

export function errorFacets(run: PlannedRun): Facets {
  if (run.error === null) return {};
  return { errorMessage: facet(producers[run.job.engine], 'ErrorMessageRunFacet', { ...run.error }) };
}
