import type { RunFilter, RunJobFilter } from '../../generated/graphql/graphql.ts';

/** Which jobs an address chooses. */
interface ChosenJobs {
  /** Part of their names. */
  readonly job: string | null;
  /** Names of their namespaces. */
  readonly ns: readonly string[];
}

/** As lanes and failures ask for jobs; null is every job. */
export function jobFilterOf({ job, ns }: ChosenJobs): RunJobFilter | null {
  if (job === null && ns.length === 0) return null;
  return { ...(job === null ? {} : { name: { contains: job } }), ...(ns.length === 0 ? {} : { namespace: { in: [...ns] } }) };
}

/** As lists of runs ask for the same. */
export function runFilterOfJobs(jobs: RunJobFilter | null): RunFilter {
  return { ...(jobs?.name ? { jobName: jobs.name } : {}), ...(jobs?.namespace ? { jobNamespace: jobs.namespace } : {}) };
}
