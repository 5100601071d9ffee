import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How the jobs of runs are called, so that runs are found by it. Names differ in length beyond what a b-tree holds, so
 * whole names are found by their hash.
 */
const jobs = `
create table runs.job (
  job_id text collate "C" primary key,
  namespace text not null,
  name text not null
);

create index job_by_name on runs.job using hash (name);
create index job_by_namespace on runs.job using hash (namespace);
`;

/** Whatever the case and accents, as lineage folds what it searches. */
const fold = `
create function runs.fold(name text) returns text
language sql immutable parallel safe
return case when octet_length(name) = char_length(name) then lower(name)
  else lower(regexp_replace(normalize(name, NFKD), '[\\u0300-\\u036f]', '', 'g')) end;
`;

/** By these the planner tells a rare part of a name from one that most names have. */
const statistics = `
create statistics runs.job_names on (runs.fold(name)) from runs.job;
create statistics runs.job_namespaces on (runs.fold(namespace)) from runs.job;
`;

export class NameJobs1764100800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [jobs, fold, statistics]) await runner.query(statements);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
