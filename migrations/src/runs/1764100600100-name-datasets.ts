import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Datasets that go by several names: all names of one dataset have one `class_id`, which is one of them and means
 * nothing else. A dataset of one name has no row.
 */
const names = `
create table runs.dataset_name (
  dataset_id text collate "C" primary key,
  class_id text collate "C" not null
);

create index dataset_name_by_class on runs.dataset_name (class_id, dataset_id);
`;

export class NameDatasets1764100600100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(names);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
