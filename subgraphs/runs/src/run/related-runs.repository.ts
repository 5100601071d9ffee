import type { Principal } from '@hotpass/kernel';
import { consumerCursor, type Database } from '@hotpass/log';
import { runsProjectorName } from '../projectors/openlineage.projector.ts';
import { namesOf } from '../run-dataset/dataset-names.sql.ts';
import { pageColumns, placedPages } from './placed-pages.ts';
import { attemptNumbersText, groupCountText, groupPageText, maximumGroupCount, type RunGroup } from './run-group.sql.ts';
import { medianSql } from './run-median.sql.ts';
import type { RunPlace } from './run-page.ts';
import type { RunPage } from './run.repository.ts';
import { runColumns, type RunRow } from './run.row.ts';
import { storable, storableId } from './storable.ts';

export interface RunGroupPageKey {
  readonly groupId: string;
  readonly size: number;
  readonly after: RunPlace | null;
}

/** How far up parents are followed to find the root. */
const maximumLevels = 32;

const rootsText = `
with recursive up as (
  select r.run_id as of_run, r.run_id, r.parent_run_id, r.root_run_id, 0 as level
  from runs.run r where r.run_id = any($1::text[])
  union all
  select up.of_run, r.run_id, r.parent_run_id, r.root_run_id, up.level + 1
  from up join runs.run r on r.run_id = up.parent_run_id
  where up.root_run_id is null and up.level < ${maximumLevels}
)
select distinct on (of_run) of_run as "ofRun", coalesce(root_run_id, case when parent_run_id is null then run_id end) as root
from up order by of_run, level desc`;

const mediansText = `
select k.job_id as "jobId", m.median
from unnest($1::text[]) k (job_id) cross join lateral (
  ${medianSql('k.job_id', '$2')}
) m
where m.median is not null`;

const latestText = `
select ${runColumns} from unnest($1::text[]) k (job_id) cross join lateral (
  select * from runs.run where job_id = k.job_id order by started_at desc, run_id desc limit 1
) r`;

const lastWritersText = `
select k.dataset_id as "datasetId", w.run_id as "runId"
from unnest($1::text[]) k (dataset_id) cross join lateral (
  select o.run_id from ${namesOf('k.dataset_id')} n cross join lateral (
    select run_id, completed_at from runs.run_dataset
    where dataset_id = n.dataset_id and role = 'OUTPUT' and completed_at is not null
    order by completed_at desc, run_id desc limit 1
  ) o order by o.completed_at desc, o.run_id desc limit 1
) w`;

const lastSuccessesText = `
select k.place::int as place, ${runColumns}
from unnest($1::text[], $2::timestamptz[], $3::text[]) with ordinality k (job_id, before, not_id, place)
cross join lateral (
  select * from runs.run
  where job_id = k.job_id and state_rank = 3 and ended_at <= coalesce(k.before, 'infinity') and run_id is distinct from k.not_id
  order by ended_at desc, run_id desc limit 1
) r`;

const successRatesText = `
select k.job_id as "jobId", m.rate
from unnest($1::text[]) k (job_id) cross join lateral (
  select avg((last.state_rank = 3)::int)::float8 as rate
  from (
    select r.state_rank from runs.run r where r.job_id = k.job_id and coalesce(r.ended_at, 'infinity') < 'infinity'
    order by coalesce(r.ended_at, 'infinity'::timestamptz) desc, r.run_id desc limit $2
  ) last
) m
where m.rate is not null`;

/** Of which job, and before which run if any. */
export interface LastSuccessKey {
  readonly jobId: string;
  readonly before: Date | null;
  readonly notRunId: string | null;
}

/** Of the job of a run, when that started. */
export function successBefore({ id, jobId, startedAt }: RunRow): LastSuccessKey {
  return { jobId, before: startedAt, notRunId: id };
}

/** Reads that other entities ask for, each for many keys in one statement. */
export class RelatedRunsRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The run at the top of each run's chain of parents; absent while that is not known. */
  async rootIds(principal: Principal, runIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.#select<{ ofRun: string; root: string | null }>(principal, 'runs_roots', rootsText, [runIds]);
    return new Map(rows.flatMap(({ ofRun, root }) => (root === null ? [] : [[ofRun, root]])));
  }

  /** Median duration in milliseconds of each job's last completed runs. */
  async medianDurations(principal: Principal, jobIds: readonly string[], overRuns: number): Promise<Map<string, number>> {
    const rows = await this.#select<{ jobId: string; median: number }>(principal, 'runs_medians', mediansText, [
      storable(jobIds),
      overRuns,
    ]);
    return new Map(rows.map(({ jobId, median }) => [jobId, median]));
  }

  /** The run of each job that started last. */
  async latestByJob(principal: Principal, jobIds: readonly string[]): Promise<Map<string, RunRow>> {
    const rows = await this.#select<RunRow>(principal, 'runs_latest', latestText, [storable(jobIds)]);
    return new Map(rows.map((row) => [row.jobId, row]));
  }

  /** The run that completed last of those with the dataset, by any of its names, among their outputs. */
  async lastWriterIds(principal: Principal, datasetIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.#select<{ datasetId: string; runId: string }>(principal, 'runs_last_writers', lastWritersText, [
      storable(datasetIds),
    ]);
    return new Map(rows.map(({ datasetId, runId }) => [datasetId, runId]));
  }

  /** One page for each key, in the order of the keys, all of one snapshot. */
  async groupPages(principal: Principal, group: RunGroup, keys: readonly RunGroupPageKey[]): Promise<RunPage[]> {
    const values = [keys.map(({ groupId }) => storableId(groupId)), ...pageColumns(keys)];
    return this.#database.read(principal, async (tx) => {
      const rows = await tx.query<RunRow & { place: number }>({
        name: `runs_page_by_${group}`,
        text: groupPageText(group, runColumns),
        values,
      });
      const cursor = await consumerCursor(tx, runsProjectorName);
      return placedPages(keys, rows, cursor);
    });
  }

  /** How many runs each group has; absent when they are more than 1,000. */
  async groupCounts(principal: Principal, group: RunGroup, groupIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.#select<{ groupId: string; count: number }>(principal, `runs_count_by_${group}`, groupCountText(group), [
      storable(groupIds),
    ]);
    return new Map(rows.flatMap(({ groupId, count }) => (count > maximumGroupCount ? [] : [[groupId, count]])));
  }

  /** Which attempt each run is; absent when it is beyond the thousandth. */
  async attemptNumbers(principal: Principal, runIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.#select<{ groupId: string; count: number }>(principal, 'runs_attempt_numbers', attemptNumbersText, [runIds]);
    return new Map(rows.flatMap(({ groupId, count }) => (count > maximumGroupCount ? [] : [[groupId, count]])));
  }

  /** The run of the job that completed last, before a moment if one is given; in the order of the keys. */
  async lastSuccesses(principal: Principal, keys: readonly LastSuccessKey[]): Promise<(RunRow | null)[]> {
    const values = [
      keys.map((key) => storableId(key.jobId)),
      keys.map((key) => key.before?.toISOString() ?? null),
      keys.map((key) => key.notRunId),
    ];
    const rows = await this.#select<RunRow & { place: number }>(principal, 'runs_last_successes', lastSuccessesText, values);
    const found = new Map(rows.map((row) => [row.place, row]));
    return keys.map((_key, index) => found.get(index + 1) ?? null);
  }

  /** Of each job the share of its last ended runs that completed; absent when none has ended. */
  async successRates(principal: Principal, jobIds: readonly string[], overRuns: number): Promise<Map<string, number>> {
    const values = [storable(jobIds), overRuns];
    const rows = await this.#select<{ jobId: string; rate: number }>(principal, 'runs_success_rates', successRatesText, values);
    return new Map(rows.map(({ jobId, rate }) => [jobId, rate]));
  }

  #select<Row extends object>(principal: Principal, name: string, text: string, values: readonly unknown[]): Promise<Row[]> {
    return this.#database.read(principal, (tx) => tx.query<Row>({ name, text, values }));
  }
}
