import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One report for every stored OpenLineage event; a projection, made again from the log at any time. */
export class CreateConformanceReport1764000150000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table lineage.conformance_report (
        entry_id    text        primary key,
        position    bigint      not null unique,
        kind        text        not null,
        producer    text,
        event_time  timestamptz,
        received_at timestamptz not null,
        conforms    boolean     not null,
        issues      jsonb       not null,
        issue_count integer     not null,
        flags       text[]      not null
      );

      create index conformance_report_broken on lineage.conformance_report (position) where not conforms;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
