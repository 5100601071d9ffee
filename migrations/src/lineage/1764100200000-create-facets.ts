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
    name text collate "C" not null,
    hash uuid,
    at timestamptz not null,
    primary key (entity, name)
  ) with (fillfactor = 80);
  -- Says whether a document is still some entity's.
  create index entity_facet_by_hash on lineage.entity_facet (hash) where hash is not null;

  -- Tags of the newest tags facets. field is the path of a column, '' for the entity itself.
  create table lineage.facet_tag (
    entity text collate "C" not null,
    ordinal int not null,
    field text not null,
    key text not null,
    value text not null,
    source text,
    primary key (entity, ordinal)
  );
  create index facet_tag_by_key on lineage.facet_tag (left(key, 200), left(value, 200), entity);`;

const datasets = `
  -- Columns as a schema facet names them, without who sent it: JSON of [path, type, description] of each.
  create table lineage.schema_doc (
    hash uuid primary key,
    fields text not null
  );

  -- The newest schema that names a column; hash is null where it was deleted.
  create table lineage.dataset_schema (
    dataset text collate "C" primary key,
    at timestamptz not null,
    hash uuid
  ) with (fillfactor = 80);

  -- The columns of that schema, nested ones by their path.
  create table lineage.dataset_column (
    id text collate "C" primary key,
    dataset text collate "C" not null,
    path text not null,
    ordinal int not null,
    type text,
    description text
  );
  create index dataset_column_of_dataset on lineage.dataset_column (dataset, ordinal);

  -- Columns that column lineage names, whether a schema has them or not.
  create table lineage.named_column (
    id text collate "C" primary key,
    dataset text collate "C" not null,
    path text not null
  );

  -- The last event of each run: when what it wrote was written, also when that event names no dataset.
  create table lineage.version_run (
    run text collate "C" primary key,
    at timestamptz not null
  ) with (fillfactor = 80);

  -- One for each run that wrote a dataset. Each part is what the latest event says of it that says anything.
  create table lineage.dataset_version (
    id text collate "C" primary key,
    dataset text collate "C" not null,
    run text collate "C" not null,
    at timestamptz not null,
    version text,
    pin text collate "C",
    version_at timestamptz,
    schema_hash uuid,
    schema_at timestamptz,
    lifecycle text collate "C",
    lifecycle_at timestamptz
  ) with (fillfactor = 80);
  create index dataset_version_of_dataset on lineage.dataset_version (dataset, at desc, id desc);
  create index dataset_version_by_pin on lineage.dataset_version (pin, at desc) where pin is not null;
  create index dataset_version_of_run on lineage.dataset_version (run);

  -- Versions that somebody read, by their producer's word: who wrote them may be nobody who reports.
  create table lineage.dataset_pin (
    id text collate "C" primary key,
    dataset text collate "C" not null,
    version text not null,
    at timestamptz not null
  );

  -- DROP, RENAME, TRUNCATE and the rest (lifecycleStateChange): one for each run and change, or event without a run.
  create table lineage.dataset_lifecycle (
    dataset text collate "C" not null,
    told_by text collate "C" not null,
    change text collate "C" not null,
    at timestamptz not null,
    previous text collate "C",
    previous_namespace text,
    previous_name text,
    primary key (dataset, told_by, change)
  );
  create index dataset_lifecycle_of_dataset on lineage.dataset_lifecycle (dataset, at desc);
  create index dataset_lifecycle_by_previous on lineage.dataset_lifecycle (previous, at desc) where previous is not null;`;

const names = `
  -- A dataset or job, and of a dataset that represents others its other names at this moment: what is told of one is told of all.
  create function lineage.same_as(entity text) returns setof text language sql stable as $$
    select entity
    union all
    select m.uid
    from lineage.node r
    join lineage.alias a on a.representative = r.id and a.valid_to = 'infinity' and a.known_to = 9223372036854775807
    join lineage.node m on m.id = a.member
    where r.uid = entity
  $$;`;

/** What producers tell of datasets and jobs beside edges; filled by the projector of facets. */
export class CreateFacets1764100200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [facets, datasets, names]) await runner.query(statements);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
