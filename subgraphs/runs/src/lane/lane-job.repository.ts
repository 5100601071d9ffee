import type { Principal } from '@hotpass/kernel';
import { consumerCursor, type Database } from '@hotpass/log';
import { StatementValues } from '@hotpass/server';
import { runsProjectorName } from '../projectors/openlineage.projector.ts';
import type { JobNames } from '../run/run-filter.ts';
import { jobNamesSql } from '../run/run-filter.sql.ts';
import type { TimeWindow } from './time-window.ts';

/** A job by what it did last in a window. */
export interface LaneJobPlace {
  readonly lastStart: Date;
  readonly jobId: string;
}

/** Of the jobs called so those that ran in a window, from a place on. */
export interface LaneJobRequest {
  readonly window: TimeWindow;
  readonly named: JobNames;
  readonly size: number;
  readonly after: LaneJobPlace | null;
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

/** Two probes of each job, so that the cost follows the number of jobs, not of runs. */
function jobsText(condition: string): string {
  return `
with looked_at as (
  select n.job_id from runs.job n where ${condition} order by n.job_id limit ${maximumJobs + 1}
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
}

/** Which jobs ran in a window of time. */
export class LaneJobRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Those whose newest run of the window started last come first. */
  async page(principal: Principal, { window, named, size, after }: LaneJobRequest): Promise<LaneJobPage> {
    const parameters = new StatementValues();
    for (const moment of [window.from, window.to]) parameters.add(moment.toISOString());
    for (const value of [after?.lastStart.toISOString() ?? null, after?.jobId ?? null, size + 1]) parameters.add(value);
    const text = jobsText(jobNamesSql('n.job_id', named, parameters)[0] ?? 'true');
    return this.#database.read(principal, async (tx) => {
      const rows = await tx.query<LaneJobPlace & { lookedAt: number }>({ text, values: parameters.values });
      const cursor = await consumerCursor(tx, runsProjectorName);
      const truncated = (rows[0]?.lookedAt ?? 0) > maximumJobs;
      return { jobs: rows.slice(0, size), hasNextPage: rows.length > size, truncated, cursor };
    });
  }

  async cursor(principal: Principal): Promise<string> {
    return this.#database.read(principal, (tx) => consumerCursor(tx, runsProjectorName));
  }
}
