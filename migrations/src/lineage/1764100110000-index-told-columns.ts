import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a dataset tells of its own columns, without a job. */
export class IndexToldColumns1764100110000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index column_edge_without_job on lineage.column_edge (dst, valid_to) where job is null and known_to = 9223372036854775807`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
