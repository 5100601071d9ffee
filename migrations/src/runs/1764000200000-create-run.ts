import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `runs.run` is one row a run, merged from its events. A `…_time` column holds the event time at which
 * the attribute before it was told, so that a later event wins and the order of arrival does not matter.
 * What follows from other columns is generated, so that it cannot disagree with them.
 */
const table = `
create schema runs;

create table runs.run (
  run_id text collate "C" primary key,
  open_lineage_run_id text not null,
  open_lineage_run_id_time timestamptz not null,
  job_id text collate "C" not null,
  job_time timestamptz not null,
  state_rank smallint not null check (state_rank between 0 and 5),
  state_time timestamptz not null,
  start_time timestamptz,
  first_event_time timestamptz not null,
  last_event_time timestamptz not null,
  nominal_start timestamptz,
  nominal_end timestamptz,
  nominal_time timestamptz,
  parent_run_id text collate "C" check (parent_run_id <> run_id),
  root_run_id text collate "C",
  parent_time timestamptz,
  error_message text,
  error_message_time timestamptz,
  state text collate "C" not null generated always as (
    case state_rank when 0 then 'UNKNOWN' when 1 then 'RUNNING' when 2 then 'RUNNING'
      when 3 then 'COMPLETED' when 4 then 'ABORTED' when 5 then 'FAILED' end
  ) stored,
  started_at timestamptz not null generated always as (coalesce(start_time, first_event_time)) stored,
  ended_at timestamptz generated always as (case when state_rank >= 3 then state_time end) stored,
  duration_ms double precision generated always as (
    case when state_rank >= 3 and (start_time <= state_time or start_time is null and first_event_time < state_time)
      then extract(epoch from state_time - coalesce(start_time, first_event_time)) * 1000 end
  ) stored
) with (fillfactor = 85);

create index run_by_start on runs.run (started_at desc, run_id desc);
create index run_by_end on runs.run ((coalesce(ended_at, 'infinity'::timestamptz)) desc, run_id desc);
create index run_by_state on runs.run (state, started_at desc, run_id desc);
create index run_by_job on runs.run (job_id, started_at desc, run_id desc);
create index run_by_parent on runs.run (parent_run_id, started_at desc, run_id desc) where parent_run_id is not null;
create index run_completed_by_job on runs.run (job_id, ended_at desc, run_id desc) include (duration_ms) where state_rank = 3;
`;

/** `completed_at` repeats the run's end while the run is COMPLETED, so that the last writer of a dataset is one index probe. */
const datasets = `
create table runs.run_dataset (
  run_id text collate "C" not null,
  role text collate "C" not null check (role in ('INPUT', 'OUTPUT')),
  dataset_id text collate "C" not null,
  completed_at timestamptz,
  primary key (run_id, role, dataset_id)
);

create index run_dataset_last_writer on runs.run_dataset (dataset_id, completed_at desc, run_id desc)
  where role = 'OUTPUT' and completed_at is not null;
`;

export class CreateRun1764000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
    await runner.query(datasets);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
