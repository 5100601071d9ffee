import type { MigrationInterface, QueryRunner } from 'typeorm';

const coverage = `
  -- Producers by what they write in their events; the id is the hash of that.
  create table lineage.reporting_producer (
    id uuid primary key,
    name text not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null
  ) with (fillfactor = 80);
  create index reporting_producer_by_last on lineage.reporting_producer (last_seen desc, id desc);

  -- What a producer told of a run, a dataset and a job so far. Only what was not told before writes a row.
  create table lineage.reporting_run (
    producer uuid not null,
    run uuid not null,
    job text collate "C" not null,
    started boolean not null,
    ended boolean not null,
    outputs boolean not null,
    primary key (producer, run)
  ) with (fillfactor = 80);
  create index reporting_run_of_job on lineage.reporting_run (job);

  create table lineage.reporting_dataset (
    producer uuid not null,
    dataset text collate "C" not null,
    columns boolean not null,
    column_lineage boolean not null,
    primary key (producer, dataset)
  );
  create index reporting_dataset_of_dataset on lineage.reporting_dataset (dataset);

  create table lineage.reporting_job (
    producer uuid not null,
    job text collate "C" not null,
    primary key (producer, job)
  );`;

const changes = `
  -- What became known of vertices, by the entry that told it. Edges tell their own changes (known_from, known_to).
  create table lineage.graph_change (
    position bigint not null,
    kind text not null,
    entity text collate "C" not null,
    told_by text collate "C" not null,
    at timestamptz not null,
    primary key (entity, kind, told_by)
  );
  create index graph_change_by_position on lineage.graph_change (position desc);

  -- The newest schema of each dataset, to tell when it changes.
  create table lineage.told_schema (
    dataset text collate "C" primary key,
    hash uuid not null,
    at timestamptz not null
  ) with (fillfactor = 80);

  create index edge_opened on lineage.edge (known_from desc) where valid_to = 'infinity';
  create index edge_closed on lineage.edge (known_to desc) where valid_to = 'infinity' and known_to < 9223372036854775807;`;

/** What producers report and what changed last; filled by the projector of the catalogue. */
export class CreateCatalog1764100400200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [coverage, changes]) await runner.query(statements);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
