import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People's facts: written with their log entries, never projected, so that no rebuild touches them. */
const annotations = `
  -- What people say of a namespace, dataset, job or column. version rises with every change, like log.aggregate.
  create table lineage.annotation (
    entity text collate "C" primary key,
    version int not null check (version > 0),
    description text,
    described_by text,
    described_at timestamptz,
    check ((description is null) = (described_by is null) and (description is null) = (described_at is null))
  );

  create table lineage.entity_tag (
    entity text collate "C" not null,
    key text collate "C" not null,
    value text not null,
    tagged_by text not null,
    tagged_at timestamptz not null,
    primary key (entity, key)
  );
  create index entity_tag_by_key on lineage.entity_tag (key, entity);

  -- Tags of both origins. field is the path of a column of the entity, '' for the entity itself; people tag columns by their own ids.
  create view lineage.tag as
    select entity, field, key, value from lineage.facet_tag
    union all
    select entity, '', key collate "default", value from lineage.entity_tag;`;

const views = `
  create table lineage.saved_view (
    id text collate "C" primary key,
    owner text collate "C" not null,
    name text not null,
    query text not null,
    shared boolean not null,
    version int not null check (version > 0),
    created_at timestamptz not null,
    updated_at timestamptz not null
  );
  create index saved_view_of_owner on lineage.saved_view (owner, id);
  create index saved_view_shared on lineage.saved_view (id) where shared;`;

export class CreateAnnotations1764100400100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [annotations, views]) await runner.query(statements);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
