import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One row for every stored OpenLineage event, in place of its conformance report alone: the projector is rebuilt from
 * the log. Rows come in by rising position, so every index grows at one end.
 */
export class CreateEvent1764100500100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table lineage.conformance_report;

      create table lineage.event (
        position    bigint      primary key,
        entry_id    text        not null unique,
        kind        text        not null,
        event_type  text,
        run_id      text,
        job_id      text,
        dataset_id  text,
        producer    text,
        event_time  timestamptz,
        received_at timestamptz not null,
        size_bytes  integer     not null,
        projected   boolean     not null,
        cause       bigint,
        conforms    boolean     not null,
        issues      text        not null,
        issue_count integer     not null,
        flags       text[]      not null
      );

      create index event_time on lineage.event (event_time nulls first, position);
      create index event_received on lineage.event using brin (received_at) with (pages_per_range = 16);
      -- A producer may be longer than a b-tree takes.
      create index event_producer on lineage.event (hashtextextended(producer, 0), position);
      -- What is rare and looked for.
      create index event_broken on lineage.event (position) where not conforms;
      create index event_flagged on lineage.event (position) where flags <> '{}';
      create index event_held on lineage.event (position) where not projected;
      create index event_failed on lineage.event (position) where event_type in ('ABORT', 'FAIL');
      create index event_design on lineage.event (position) where kind <> 'run';
      create index event_cause on lineage.event (cause) where cause is not null;

      -- Which events are about a dataset, job or run: the 128 bits of its id.
      create table lineage.event_key (
        key      uuid   not null,
        position bigint not null,
        primary key (key, position)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
