import type { Principal } from '@hotpass/kernel';
import { consumerCursor, type Database } from '@hotpass/log';
import { runsProjectorName } from '../projectors/openlineage.projector.ts';
import type { TimeWindow } from './time-window.ts';

/** A job by what it did last in a window. */
export interface LaneJobPlace {
  readonly lastStart: Date;
  readonly jobId: string;
}

export interface LaneJobPage {
  readonly jobs: readonly LaneJobPlace[];
  readonly hasNextPage: boolean;
  /** Not every job of the hub was looked at. */
  readonly truncated: boolean;
  /** Log cursor of the projection at the moment of reading. */
  readonly cursor: string;
}

const maximumJobs = 10_000;

/** Steps from job to job along an index, so that the cost follows the number of jobs, not of runs. */
const jobsText = `
with recursive job as (
  (select job_id from runs.run order by job_id limit 1)
  union all
  select (select r.job_id from runs.run r where r.job_id > job.job_id order by r.job_id limit 1) from job where job.job_id is not null
), looked_at as (
  select job_id from job where job_id is not null limit ${maximumJobs + 1}
), active as (
  select j.job_id, coalesce(started.at, running.at) as last_start
  from looked_at j
  left join lateral (
    select r.started_at as at from runs.run r
    where r.job_id = j.job_id and r.started_at >= $1::timestamptz and r.started_at < $2::timestamptz
    order by r.started_at desc limit 1
  ) started on true
  left join lateral (
    select r.started_at as at from runs.run r
    where started.at is null and r.job_id = j.job_id and coalesce(r.ended_at, 'infinity') > $1::timestamptz and r.started_at < $1::timestamptz
    order by coalesce(r.ended_at, 'infinity'::timestamptz) desc limit 1
  ) running on true
)
select a.job_id as "jobId", a.last_start as "lastStart", (select count(*)::int from looked_at) as "lookedAt"
from active a
where a.last_start is not null and ($3::timestamptz is null or (a.last_start, a.job_id) < ($3::timestamptz, $4::text))
order by a.last_start desc, a.job_id desc limit $5::int`;

/** Which jobs ran in a window of time. */
export class LaneJobRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Those whose newest run of the window started last come first. */
  async page(principal: Principal, window: TimeWindow, size: number, after: LaneJobPlace | null): Promise<LaneJobPage> {
    const values = [
      ...[window.from.toISOString(), window.to.toISOString()],
      ...[after?.lastStart.toISOString() ?? null, after?.jobId ?? null],
      size + 1,
    ];
    return this.#database.read(principal, async (tx) => {
      const rows = await tx.query<LaneJobPlace & { lookedAt: number }>({ name: 'runs_lane_jobs', text: jobsText, values });
      const cursor = await consumerCursor(tx, runsProjectorName);
      const truncated = (rows[0]?.lookedAt ?? 0) > maximumJobs;
      return { jobs: rows.slice(0, size), hasNextPage: rows.length > size, truncated, cursor };
    });
  }

  async cursor(principal: Principal): Promise<string> {
    return this.#database.read(principal, (tx) => consumerCursor(tx, runsProjectorName));
  }
}
