/** A scalar query: the median duration in milliseconds of a job's last completed runs, at most so many. Both are SQL. */
export function medianSql(jobId: string, most: string): string {
  return `select percentile_cont(0.5) within group (order by last.duration_ms) as median
  from (
    select c.duration_ms from runs.run c where c.job_id = ${jobId} and c.state_rank = 3
    order by c.ended_at desc, c.run_id desc limit ${most}
  ) last`;
}
