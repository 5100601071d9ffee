import type { RequestContext } from '@hotpass/server';
import { Dataset } from '../external/dataset.type.ts';
import type { RunLoaders } from '../run/run.loaders.ts';
import type { RunRow } from '../run/run.row.ts';
import { toRun } from '../run/run.type.ts';
import type { FailureCause as Cause } from './failure-graph.ts';
import type { FailureRequest } from './failure.service.ts';
import { FailureCause } from './unexplained-failure.type.ts';

export function failureRequest({ principal, loaders }: RequestContext<RunLoaders>): FailureRequest {
  const medians = (jobIds: readonly string[]) => Promise.all(jobIds.map((id) => loaders.medianDurationMs.load(id)));
  return { principal, now: loaders.now, medians };
}

export function toFailureCause({ causeId, reason, datasetId }: Cause, runs: ReadonlyMap<string, RunRow>): FailureCause {
  const dataset = datasetId === null ? null : Object.assign(new Dataset(), { id: datasetId });
  return Object.assign(new FailureCause(), { run: toRun(runs.get(causeId) ?? null), reason, dataset });
}
