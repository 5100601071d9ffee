import type { MigrationInterface, QueryRunner } from 'typeorm';

const facets = `
  -- Content addressed; the text is the facet's JSON (escaped where PostgreSQL could not hold it).
  create table lineage.facet_doc (
    hash uuid primary key,
    doc text not null
  );

  -- The newest of each name and entity (a dataset's or job's derived id). hash is null where a facet was deleted.
  create table lineage.entity_facet (
    entity text collate "C" not null,
    name text not null,
    hash uuid,
    at timestamptz not null,
    producer text,
    schema_url text,
    primary key (entity, name)
  ) with (fillfactor = 80);`;

const datasets = `
  -- The fields of a schema facet without who sent it, by their hash.
  create table lineage.schema_doc (
    hash uuid primary key,
    fields text not null
  );

  -- The columns of each dataset's newest schema, nested ones by their path.
  create table lineage.dataset_column (
    id text collate "C" primary key,
    dataset text collate "C" not null,
    path text not null,
    ordinal int not null,
    type text,
    description text
  );
  create index dataset_column_of_dataset on lineage.dataset_column (dataset, ordinal);

  -- One for each run that wrote a dataset.
  create table lineage.dataset_version (
    id text collate "C" primary key,
    dataset text collate "C" not null,
    run text collate "C" not null,
    pin text collate "C",
    version text,
    schema_hash uuid,
    lifecycle text,
    at timestamptz not null
  ) with (fillfactor = 80);
  create index dataset_version_of_dataset on lineage.dataset_version (dataset, at desc, id desc);
  create index dataset_version_by_pin on lineage.dataset_version (pin, at desc) where pin is not null;
  create index dataset_version_of_run on lineage.dataset_version (run);

  -- DROP, RENAME, TRUNCATE and the rest, as reported (lifecycleStateChange).
  create table lineage.dataset_lifecycle (
    dataset text collate "C" not null,
    at timestamptz not null,
    change text not null,
    previous text collate "C",
    primary key (dataset, at, change)
  );
  create index dataset_lifecycle_by_previous on lineage.dataset_lifecycle (previous, at desc) where previous is not null;

  -- Tags of the newest tags facets. field is the path of a column, '' for the entity itself.
  create table lineage.facet_tag (
    entity text collate "C" not null,
    field text not null,
    key text not null,
    value text not null,
    source text
  );
  create index facet_tag_of_entity on lineage.facet_tag (entity);
  create index facet_tag_by_key on lineage.facet_tag (left(key, 200), left(value, 200), entity);`;

/** What producers tell of datasets and jobs beside edges; filled by the projector of facets. */
export class CreateFacets1764100200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [facets, datasets]) await runner.query(statements);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
