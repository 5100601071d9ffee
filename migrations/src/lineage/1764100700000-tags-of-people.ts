import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether something carries one of the tags, whoever put it there, each written as its key or as key:value. A dataset carries those of its columns. */
const carriesTag = `
  create index if not exists named_column_of_dataset on lineage.named_column (dataset);

  create or replace function lineage.carries_tag(entity_id text, tags text[]) returns boolean
  language sql stable as $$
    select exists (
      select from lineage.tag t
      where (t.entity = entity_id collate "C" or t.entity in (
          select c.id from lineage.dataset_column c where c.dataset = entity_id collate "C"
          union all select c.id from lineage.named_column c where c.dataset = entity_id collate "C"))
        and (t.key = any(tags) or t.key || ':' || t.value = any(tags)))
  $$;`;

/** A filter of the graph by tags sees those of people too. */
export class TagsOfPeople1764100700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(carriesTag);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
