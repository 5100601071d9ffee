import type { MigrationInterface, QueryRunner } from 'typeorm';

const vertices = `
  create schema lineage;

  create table lineage.namespace (
    id int generated always as identity primary key,
    uid text not null unique,
    name text not null
  );
  create index namespace_by_name on lineage.namespace (left(name, 200) collate "C", uid);

  -- One id space for graph vertices. Names have no b-tree of their own: 2,048 CJK characters do not fit a page.
  create table lineage.node (
    id bigint generated always as identity primary key,
    uid text not null unique,
    kind text not null check (kind in ('dataset', 'job')),
    namespace int not null references lineage.namespace,
    name text not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null
  ) with (fillfactor = 80);
  create index node_in_namespace on lineage.node (namespace, kind, left(name, 200) collate "C", uid);

  create table lineage.job (
    node bigint primary key,
    processing_type text not null check (processing_type in ('BATCH', 'STREAMING', 'SERVICE', 'NONE')),
    processing_type_at timestamptz not null
  );`;

const shapes = `
  -- Content addressed; the hash covers the members' derived ids, so a rebuild meets the same rows.
  create table lineage.io_set (
    hash uuid primary key,
    members text[] not null
  );

  create table lineage.run_shape (
    job bigint not null,
    run uuid not null,
    started_at timestamptz not null,
    last_event_at timestamptz not null,
    ended_at timestamptz,
    outcome text check (outcome in ('COMPLETE', 'ABORT', 'FAIL')),
    inputs_hash uuid,
    outputs_hash uuid,
    primary key (job, run),
    check ((ended_at is null) = (outcome is null))
  ) with (fillfactor = 80);
  create index run_shape_inputs_completed on lineage.run_shape (job, ended_at, run) where outcome = 'COMPLETE' and inputs_hash is not null;
  create index run_shape_outputs_completed on lineage.run_shape (job, ended_at, run) where outcome = 'COMPLETE' and outputs_hash is not null;
  create index run_shape_inputs_started on lineage.run_shape (job, started_at, run) where inputs_hash is not null;
  create index run_shape_outputs_started on lineage.run_shape (job, started_at, run) where outputs_hash is not null;

  create table lineage.job_declaration (
    job bigint not null,
    event_time timestamptz not null,
    inputs_hash uuid,
    outputs_hash uuid,
    primary key (job, event_time)
  );`;

const edges = `
  -- Bitemporal and bipartite: a dataset and a job. valid = when it was true, known = log positions between which we held it true.
  create table lineage.edge (
    id bigint generated always as identity primary key,
    src bigint not null,
    dst bigint not null,
    job bigint not null,
    basis text not null check (basis in ('COMPLETED', 'RUNNING', 'FAILED', 'DECLARED')),
    valid_from timestamptz not null,
    valid_to timestamptz not null,
    known_from bigint not null,
    known_to bigint not null default 9223372036854775807,
    check (valid_from < valid_to),
    check (known_from <= known_to)
  );
  create index edge_current_out on lineage.edge (src, dst) include (basis) where valid_to = 'infinity' and known_to = 9223372036854775807;
  create index edge_current_in on lineage.edge (dst, src) include (basis) where valid_to = 'infinity' and known_to = 9223372036854775807;
  create index edge_temporal_out on lineage.edge (src, dst, valid_from, valid_to);
  create index edge_temporal_in on lineage.edge (dst, src, valid_from, valid_to);
  create index edge_of_job on lineage.edge (job, valid_to) where known_to = 9223372036854775807;`;

/** Tables of the lineage projection. One projector writes them all, so they carry no foreign keys among the hot ones. */
export class CreateLineage1764000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [vertices, shapes, edges]) await runner.query(statements);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
