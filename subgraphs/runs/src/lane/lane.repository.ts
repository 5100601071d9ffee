import type { Principal } from '@hotpass/kernel';
import { consumerCursor, type Database } from '@hotpass/log';
import { runsProjectorName } from '../projectors/openlineage.projector.ts';
import { pageColumns, placedPages } from '../run/placed-pages.ts';
import type { RunPlace } from '../run/run-page.ts';
import type { RunPage } from '../run/run.repository.ts';
import { runColumns, type RunRow } from '../run/run.row.ts';
import { storableId } from '../run/storable.ts';
import type { TimeWindow } from './time-window.ts';

export interface LaneKey extends TimeWindow {
  readonly jobId: string;
}

export interface LanePageKey extends LaneKey {
  readonly size: number;
  readonly after: RunPlace | null;
}

/** Runs of one job that started in one bucket. */
export interface BucketRow {
  readonly bucket: number;
  readonly total: number;
  readonly unknown: number;
  readonly running: number;
  readonly completed: number;
  readonly aborted: number;
  readonly failed: number;
  readonly longestMs: number | null;
  readonly totalMs: number | null;
}

/** What a job did in a window. */
export interface LaneRow {
  readonly buckets: readonly BucketRow[];
  /** How many had started before the window and not ended when it began; null when more than are counted. */
  readonly runningAtStart: number | null;
  /** The oldest runs of the window are not counted: there are too many. */
  readonly truncated: boolean;
}

const limits = { runsOfJob: 50_000, runningAtStart: 1_000 } as const;

/** Keys as a table `k`: job and window, and what else each carries. */
function keysSql(values: string, names: string): string {
  return `unnest($1::text[], $2::timestamptz[], $3::timestamptz[], ${values}) with ordinality k (job_id, from_time, to_time, ${names}, place)`;
}

const windowKeys = keysSql('$4::int[]', 'buckets');

/** Numbers, not floats, decide the bucket, so that a run on a border is in the bucket that begins there. */
const bucketsText = `
select k.place::int as place,
  floor(extract(epoch from r.started_at - k.from_time) * k.buckets / extract(epoch from k.to_time - k.from_time))::int as bucket,
  count(*)::int as total,
  count(*) filter (where r.state_rank = 0)::int as unknown,
  count(*) filter (where r.state_rank in (1, 2))::int as running,
  count(*) filter (where r.state_rank = 3)::int as completed,
  count(*) filter (where r.state_rank = 4)::int as aborted,
  count(*) filter (where r.state_rank = 5)::int as failed,
  max(r.duration_ms) as "longestMs",
  sum(r.duration_ms) as "totalMs"
from ${windowKeys}
cross join lateral (
  select started_at, state_rank, duration_ms from runs.run
  where job_id = k.job_id and started_at >= k.from_time and started_at < k.to_time
  order by started_at desc limit ${limits.runsOfJob + 1}
) r
group by 1, 2
order by 1, 2`;

/** Of a job, those that were running when a window began. */
const runningAtStart = `runs.run where job_id = k.job_id and coalesce(ended_at, 'infinity') > k.from_time and started_at < k.from_time`;

const runningText = `
select k.place::int as place, c.count
from ${windowKeys}
cross join lateral (
  select count(*)::int as count from (select from ${runningAtStart} limit ${limits.runningAtStart + 1}) counted
) c`;

const pagesText = `
select k.place::int as place, ${runColumns}
from ${keysSql('$4::int[], $5::timestamptz[], $6::text[]', 'size, after_time, after_id')}
cross join lateral (
  (select * from runs.run
   where job_id = k.job_id and started_at >= k.from_time and started_at < k.to_time
     and (started_at, run_id) < (coalesce(k.after_time, 'infinity'), coalesce(k.after_id, ''))
   order by started_at desc, run_id desc limit k.size + 1)
  union all
  (select * from ${runningAtStart}
     and (started_at, run_id) < (coalesce(k.after_time, 'infinity'), coalesce(k.after_id, ''))
   order by started_at desc, run_id desc limit k.size + 1)
) r
order by k.place, r.started_at desc, r.run_id desc`;

/** Reads of what jobs did in windows of time, many jobs in one statement. */
export class LaneRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** In the order of the keys. */
  async lanes(principal: Principal, keys: readonly LaneKey[]): Promise<LaneRow[]> {
    const values = [...windowValues(keys), keys.map((key) => key.buckets)];
    return this.#database.read(principal, async (tx) => {
      const buckets = await tx.query<BucketRow & { place: number }>({ name: 'runs_lane_buckets', text: bucketsText, values });
      const running = await tx.query<{ place: number; count: number }>({ name: 'runs_lane_running', text: runningText, values });
      const [bucketsOf, runningOf] = [Map.groupBy(buckets, (row) => row.place), new Map(running.map((row) => [row.place, row.count]))];
      return keys.map((_key, index) => laneRow(bucketsOf.get(index + 1) ?? [], runningOf.get(index + 1) ?? 0));
    });
  }

  /** Runs that started in the window or were running when it began, newest first; in the order of the keys. */
  async pages(principal: Principal, keys: readonly LanePageKey[]): Promise<RunPage[]> {
    const values = [...windowValues(keys), ...pageColumns(keys)];
    return this.#database.read(principal, async (tx) => {
      const rows = await tx.query<RunRow & { place: number }>({ name: 'runs_lane_pages', text: pagesText, values });
      const cursor = await consumerCursor(tx, runsProjectorName);
      return placedPages(keys, rows, cursor);
    });
  }
}

function laneRow(buckets: readonly BucketRow[], running: number): LaneRow {
  const total = buckets.reduce((sum, bucket) => sum + bucket.total, 0);
  return { buckets, runningAtStart: running > limits.runningAtStart ? null : running, truncated: total > limits.runsOfJob };
}

function windowValues(keys: readonly LaneKey[]): unknown[] {
  return [keys.map((key) => storableId(key.jobId)), keys.map((key) => key.from.toISOString()), keys.map((key) => key.to.toISOString())];
}
