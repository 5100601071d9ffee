import type { Principal } from '@hotpass/kernel';
import { consumerCursor, type Database } from '@hotpass/log';
import { StatementValues } from '@hotpass/server';
import { runsProjectorName } from '../projectors/openlineage.projector.ts';
import { namesOf } from '../run-dataset/dataset-names.sql.ts';
import type { JobNames } from '../run/run-filter.ts';
import { jobNamesSql } from '../run/run-filter.sql.ts';
import { runColumns, type RunRow } from '../run/run.row.ts';
import { storable } from '../run/storable.ts';

/** Failures to look at: those that ended in a stretch of time. */
export interface FailureWindow {
  readonly since: Date;
  /** Null is no end: clocks of producers may be ahead. */
  readonly until: Date | null;
  /** Of which jobs; null is all. */
  readonly jobIds: readonly string[] | null;
  /** How its jobs are called; empty is all. */
  readonly named: JobNames;
}

/** A run that should have written an input of another, or that is a step of it. */
export interface CandidateRow extends RunRow {
  /** The run it may explain. */
  readonly explains: string;
  /** The input; null of a step. */
  readonly datasetId: string | null;
}

/** Inputs of one run that are looked at. */
const maximumInputs = 200;

const failuresText = (condition: string): string => `
select ${runColumns} from runs.run r
where r.state_rank = 5 and r.ended_at >= $1::timestamptz and r.ended_at < coalesce($2::timestamptz, 'infinity') and ($3::text[] is null or r.job_id = any($3::text[]))
  and ${condition}
order by r.ended_at, r.run_id limit $4::int`;

/**
 * Of each input the run that had begun to write it, by any of its names, last when this one started. A newer run of that writer's job which
 * names no outputs at all stands for it: many producers tell the outputs of a run only when it went well. Its own parent
 * and root are no writers: they name what their steps write.
 * The conditions on its state leave out what cannot explain anything: writers that had completed.
 */
const writersText = `
select k.run_id as explains, d.dataset_id as "datasetId", ${runColumns}
from unnest($1::text[]) k (run_id)
cross join lateral (
  select started_at, array[run_id, parent_run_id, root_run_id] as line from runs.run where run_id = k.run_id limit 1
) self
cross join lateral (
  select dataset_id from runs.run_dataset where run_id = k.run_id and role = 'INPUT' order by dataset_id limit ${maximumInputs}
) d
cross join lateral (
  select named.* from ${namesOf('d.dataset_id')} n cross join lateral (
    select o.run_id, o.started_at from runs.run_dataset o
    where o.dataset_id = n.dataset_id and o.role = 'OUTPUT' and o.started_at < self.started_at and (o.run_id = any(self.line)) is not true
    order by o.started_at desc, o.run_id desc limit 1
  ) named order by named.started_at desc, named.run_id desc limit 1
) w
cross join lateral (select job_id from runs.run where run_id = w.run_id limit 1) writer
left join lateral (
  select n.run_id, n.started_at from runs.run n
  where n.job_id = writer.job_id and n.started_at < self.started_at and (n.run_id = any(self.line)) is not true
  order by n.started_at desc, n.run_id desc limit 1
) newest on (newest.started_at, newest.run_id) > (w.started_at, w.run_id)
  and not exists (select from runs.run_dataset x where x.run_id = newest.run_id and x.role = 'OUTPUT')
cross join lateral (select * from runs.run where run_id = coalesce(newest.run_id, w.run_id) limit 1) r
where r.state_rank in (4, 5) or r.state_rank in (1, 2, 3) and coalesce(r.ended_at, 'infinity') > self.started_at`;

/** Steps that failed and that no later attempt made good. */
const stepsText = `
select k.run_id as explains, null::text as "datasetId", ${runColumns}
from unnest($1::text[]) k (run_id)
cross join lateral (
  select * from runs.run c
  where c.parent_run_id = k.run_id and c.state_rank = 5
    and not exists (
      select from runs.run later
      where later.parent_run_id = k.run_id and later.job_id = c.job_id and later.state_rank = 3 and later.ended_at > c.ended_at
    )
  order by c.started_at desc, c.run_id desc limit ${maximumInputs}
) r`;

const crowdedText = `
select k.run_id as "runId" from unnest($1::text[]) k (run_id)
where exists (select from runs.run_dataset where run_id = k.run_id and role = 'INPUT' offset ${maximumInputs})
  or exists (select from runs.run where parent_run_id = k.run_id and state_rank = 5 offset ${maximumInputs})
limit 1`;

/** Reads of failures and of what may explain them. */
export class FailureRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Earliest first, and the log cursor of the projection at the moment of reading. */
  async failures(principal: Principal, window: FailureWindow, limit: number): Promise<{ runs: RunRow[]; cursor: string }> {
    const jobIds = window.jobIds ? storable(window.jobIds) : null;
    const parameters = new StatementValues();
    for (const value of [window.since.toISOString(), window.until?.toISOString() ?? null, jobIds, limit]) parameters.add(value);
    const text = failuresText(jobNamesSql('r.job_id', window.named, parameters)[0] ?? 'true');
    return this.#database.read(principal, async (tx) => {
      const runs = await tx.query<RunRow>({ text, values: parameters.values });
      return { runs, cursor: await consumerCursor(tx, runsProjectorName) };
    });
  }

  /** Runs that may explain each of these, and whether one of these has more inputs or failed steps than are looked at. */
  async candidates(principal: Principal, runIds: readonly string[]): Promise<{ candidates: CandidateRow[]; cut: boolean }> {
    const values = [runIds];
    return this.#database.read(principal, async (tx) => {
      const writers = await tx.query<CandidateRow>({ name: 'runs_failure_writers', text: writersText, values });
      const steps = await tx.query<CandidateRow>({ name: 'runs_failure_steps', text: stepsText, values });
      const crowded = await tx.query({ name: 'runs_failure_crowded', text: crowdedText, values });
      return { candidates: [...writers, ...steps], cut: crowded.length > 0 };
    });
  }

  /** Datasets that these runs write, a page by id, and how many there are. */
  async outputs(
    principal: Principal,
    runIds: readonly string[],
    size: number,
    after: string | null,
  ): Promise<{ datasetIds: string[]; totalCount: number }> {
    const text = `
      with named as (
        select distinct d.dataset_id from unnest($1::text[]) k (run_id)
        join runs.run_dataset d on d.run_id = k.run_id and d.role = 'OUTPUT'
      )
      select (select count(*)::int from named) as "totalCount",
        array(select dataset_id from named where dataset_id > coalesce($2::text, '') order by dataset_id limit $3::int) as "datasetIds"`;
    const rows = await this.#database.read(principal, (tx) =>
      tx.query<{ datasetIds: string[]; totalCount: number }>({ name: 'runs_failure_outputs', text, values: [runIds, after, size] }),
    );
    return rows[0] ?? { datasetIds: [], totalCount: 0 };
  }
}
