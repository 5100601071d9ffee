import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What events tell of a run beside its state, the newest of each name. `place` says where it stood in the event:
 * facets of the run, of its job, of an input or output in its role, and of the dataset itself.
 * `dataset_id` is empty for facets of the run and its job.
 */
const facets = `
create table runs.facet_doc (
  hash uuid primary key,
  doc text collate "C" not null
);

create table runs.run_facet (
  run_id text collate "C" not null,
  place text collate "C" not null check (place in ('RUN', 'JOB', 'INPUT', 'OUTPUT', 'INPUT_DATASET', 'OUTPUT_DATASET')),
  dataset_id text collate "C" not null,
  name text collate "C" not null,
  at timestamptz not null,
  hash uuid not null,
  primary key (run_id, place, dataset_id, name)
) with (fillfactor = 80);
`;

/** `started_at` repeats the run's start, so that readers and writers of a dataset are read in its order. */
const datasets = `
alter table runs.run_dataset add column started_at timestamptz;

create index run_dataset_by_start on runs.run_dataset (dataset_id, role, started_at desc, run_id desc);
`;

const indexes = `
create index run_ended_by_job on runs.run (job_id, (coalesce(ended_at, 'infinity'::timestamptz)) desc, run_id desc);
create index run_failed_by_end on runs.run (ended_at, run_id) where state_rank = 5;
create index run_attempt_by_nominal_time on runs.run (job_id, nominal_start, started_at, run_id) where nominal_start is not null;
create index run_attempt_by_parent on runs.run (parent_run_id, job_id, started_at, run_id)
  where parent_run_id is not null and nominal_start is null;
`;

export class CompleteRun1764100600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [facets, datasets, indexes]) await runner.query(statements);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
