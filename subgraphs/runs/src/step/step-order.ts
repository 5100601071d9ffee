import { jobId, runId } from '@hotpass/kernel';
import type { RunDependency } from '@hotpass/openlineage';
import type { StepRow } from './waterfall.ts';

/** Steps that a step names as coming before it: the run where it names one, else every step of the job. */
export function stepsNamed(dependencies: readonly RunDependency[], stepId: string, steps: readonly StepRow[]): string[] {
  const upstream = dependencies.filter(({ direction }) => direction === 'UPSTREAM');
  const runs = new Set(upstream.flatMap((dependency) => (dependency.runId === null ? [] : [runId(dependency.runId)])));
  const jobs = new Set(
    upstream.flatMap((dependency) => (dependency.runId === null ? [jobId(dependency.jobNamespace, dependency.jobName)] : [])),
  );
  return steps.filter((step) => step.id !== stepId && (runs.has(step.id) || jobs.has(step.jobId))).map(({ id }) => id);
}
