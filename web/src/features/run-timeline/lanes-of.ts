import type { RunLanesQuery, RunNewsSubscription } from '../../generated/graphql/graphql.ts';
import type { Lane, LaneBucket, RunNews } from './lanes.ts';

type Answer = RunLanesQuery['runBuckets']['nodes'][number];
type ToldRun = NonNullable<NonNullable<RunNewsSubscription['runUpdated']>['run']>;

/** A lane as the screen keeps it; none of a job that nobody has named. */
export function laneOf({ job, runs, buckets }: Answer): readonly Lane[] {
  if (!job) return [];
  return [
    {
      jobId: job.id,
      name: job.name,
      namespace: job.namespace.name,
      runs: runs?.nodes ?? [],
      buckets: buckets.map(bucketOf),
      total: runs?.totalCount ?? buckets.reduce((sum, { total }) => sum + total, 0),
      latest: job.latestRun ?? null,
      medianMs: job.medianDurationMs ?? null,
    },
  ];
}

function bucketOf({ from, to, ...counts }: Answer['buckets'][number]): LaneBucket {
  return { ...counts, fromMs: Date.parse(from), toMs: Date.parse(to) };
}

/** News of a run as lanes take it in; none of a run without a job. */
export function newsOf({ job, ...run }: ToldRun): RunNews | null {
  return job ? { ...run, job, jobId: job.id } : null;
}
