import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What runs and JobEvents say of columns is a third side of a job, decided like its inputs and outputs. */
const shapes = `
  -- Content addressed. A member is the JSON text of one dependency between columns (projection/column-set.ts).
  create table lineage.column_set (
    hash uuid primary key,
    members text[] not null
  );
  alter table lineage.run_shape add column columns_hash uuid;
  alter table lineage.job_declaration add column columns_hash uuid;
  create index run_shape_columns_completed on lineage.run_shape (job, ended_at, run) where outcome = 'COMPLETE' and columns_hash is not null;
  create index run_shape_columns_started on lineage.run_shape (job, started_at, run) where columns_hash is not null;`;

const columnEdges = `
  -- Bitemporal like lineage.edge. A column that is null stands for the dataset as a whole.
  create table lineage.column_edge (
    id bigint generated always as identity primary key,
    job bigint,
    src bigint not null,
    src_column text,
    dst bigint not null,
    dst_column text,
    type text not null check (type in ('DIRECT', 'INDIRECT')),
    subtype text,
    masking boolean not null,
    rule text not null check (rule in ('LINEAGE_FACET', 'COLUMN_LINEAGE_FACET')),
    basis text not null check (basis in ('COMPLETED', 'RUNNING', 'FAILED', 'DECLARED')),
    valid_from timestamptz not null,
    valid_to timestamptz not null,
    known_from bigint not null,
    known_to bigint not null default 9223372036854775807,
    check (valid_from < valid_to),
    check (known_from <= known_to)
  );
  -- Names have no b-tree: 2,048 CJK characters do not fit a page. Their hashes do.
  create index column_edge_current_out on lineage.column_edge (src, hashtextextended(src_column, 0))
    where valid_to = 'infinity' and known_to = 9223372036854775807;
  create index column_edge_current_in on lineage.column_edge (dst, hashtextextended(dst_column, 0))
    where valid_to = 'infinity' and known_to = 9223372036854775807;
  create index column_edge_temporal_out on lineage.column_edge (src, hashtextextended(src_column, 0), valid_from);
  create index column_edge_temporal_in on lineage.column_edge (dst, hashtextextended(dst_column, 0), valid_from);
  create index column_edge_of_job on lineage.column_edge (job, valid_to) where known_to = 9223372036854775807;`;

const aliases = `
  -- What producers say: these two names are one dataset, since then. A later event without it takes nothing back.
  create table lineage.symlink (
    dataset text not null,
    target text not null,
    type text,
    since timestamptz not null,
    primary key (dataset, target)
  );
  create index symlink_by_target on lineage.symlink (target);

  -- The closure of it, applied on reading: rows only for members that are not their own representative. Bitemporal.
  create table lineage.alias (
    id bigint generated always as identity primary key,
    member bigint not null,
    representative bigint not null,
    valid_from timestamptz not null,
    valid_to timestamptz not null,
    known_from bigint not null,
    known_to bigint not null default 9223372036854775807,
    check (member <> representative),
    check (valid_from < valid_to),
    check (known_from <= known_to)
  );
  create index alias_by_member on lineage.alias (member, valid_to, known_to);
  create index alias_by_representative on lineage.alias (representative, valid_to, known_to);`;

const seen = `
  -- Every pair some run or JobEvent ever named, with the first and last event time of those that did.
  create table lineage.seen_edge (
    src bigint not null,
    dst bigint not null,
    job bigint not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    primary key (src, dst)
  ) with (fillfactor = 80);
  create index seen_edge_in on lineage.seen_edge (dst, src);
  create index seen_edge_of_job on lineage.seen_edge (job);`;

/** Column lineage, aliases and everything ever seen; filled by the rebuild of the projector of the graph. */
export class CompleteGraph1764100100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [shapes, columnEdges, aliases, seen]) await runner.query(statements);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
