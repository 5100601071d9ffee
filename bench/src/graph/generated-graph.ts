import { startMigratedPostgres, type MigratedPostgres } from '../harness/migrated-postgres.ts';

/** A database with a generated graph in the tables of the lineage projection. */
export interface GeneratedGraph extends MigratedPostgres {
  readonly edges: number;
}

/**
 * A layered graph of datasets and jobs, the same for one size: twelve layers, most inputs near each other, some
 * datasets that very many read, a fifth of the edges in the past.
 */
export async function generateGraph(edges: number): Promise<GeneratedGraph> {
  await using starting = new AsyncDisposableStack();
  const postgres = starting.use(await startMigratedPostgres());
  const { pool } = postgres;
  const sizes = { datasets: Math.round((edges * 0.22) / 12) * 12, jobs: Math.round(edges * 0.23) };
  for (const statement of statements(sizes)) await pool.query(statement);
  const { rows } = await pool.query<{ count: number }>('select count(*)::integer as count from lineage.edge');
  starting.move();
  return { ...postgres, edges: rows[0]?.count ?? 0 };
}

export interface Root {
  readonly id: number;
  readonly uid: string;
}

/** Datasets that nothing feeds, the same in every run. */
export async function rootsOf({ pool }: GeneratedGraph, count: number): Promise<readonly Root[]> {
  const { rows } = await pool.query<Root>(
    `select id::float8 as id, uid from lineage.node where kind = 'dataset' and name like 'layer\\_0.%' order by hashint8extended(id, 3) limit $1`,
    [count],
  );
  return rows;
}

const firstYear = `timestamptz '2025-01-01'`;

/** A number from 0 to 1 that depends on a row and a salt only. */
const chance = (of: string, salt: number): string => `((hashint8extended(${of}, ${salt}) & 1073741823) / 1073741824.0)`;

function statements({ datasets, jobs }: { readonly datasets: number; readonly jobs: number }): string[] {
  const ofLayer = datasets / 12;
  const near = (salt: number): string =>
    `least(greatest(floor(j::float8 / ${jobs} * ${ofLayer}) + floor((${chance('j', salt)} - 0.5) * 60), 0), ${ofLayer - 1})::bigint`;
  const popular = `floor(power(${chance('j', 1)}, 4) * ${ofLayer})::bigint`;
  return [
    `insert into lineage.namespace (uid, name) select 'ns_' || md5('ns' || n), 'namespace-' || n from generate_series(1, 20) n`,
    `insert into lineage.node (id, uid, kind, namespace, name, first_seen, last_seen) overriding system value
     select i + 1, 'ds_' || md5('d' || i), 'dataset', i % 20 + 1, 'layer_' || i % 12 || '.table_' || i, ${firstYear}, now()
     from generate_series(0, ${datasets - 1}) i`,
    `insert into lineage.node (id, uid, kind, namespace, name, first_seen, last_seen) overriding system value
     select ${datasets} + j + 1, 'job_' || md5('j' || j), 'job', j % 20 + 1, 'pipeline_' || j, ${firstYear}, now()
     from generate_series(0, ${jobs - 1}) j`,
    `create temporary table wiring as
     select j, ${datasets} + j + 1 as job, dataset * 12 + (j % 11) + layer + 1 as dataset, layer = 1 as written
     from generate_series(0, ${jobs - 1}) j, lateral (values
       (case when ${chance('j', 2)} < 0.15 then ${popular} else ${near(3)} end, 0), (${near(4)}, 0), (${near(5)}, 0), (${near(6)}, 1),
       (case when ${chance('j', 7)} < 0.35 then ${near(8)} end, 1)) as w (dataset, layer)
     where dataset is not null
     group by 1, 2, 3, 4`,
    `insert into lineage.edge (src, dst, job, basis, valid_from, valid_to, known_from)
     select case when written then job else dataset end, case when written then dataset else job end, job, 'COMPLETED',
       ${firstYear} + j % 300 * interval '1 day',
       case when hashint8extended(dataset * 7919 + job, 9) % 5 = 0 then ${firstYear} + (j % 300 + 30) * interval '1 day' else 'infinity' end, j + 1
     from wiring`,
    `insert into lineage.column_edge (job, src, src_column, dst, dst_column, type, subtype, masking, rule, basis, valid_from, valid_to, known_from)
     select i.job, i.dataset, 'column_' || c, o.dataset, 'column_' || c, 'DIRECT', 'IDENTITY', false, 'COLUMN_LINEAGE_FACET', 'COMPLETED',
       ${firstYear}, 'infinity', i.j + 1
     from wiring i join wiring o on o.job = i.job and o.written, generate_series(0, 2) c where not i.written`,
    'vacuum analyze lineage.node, lineage.edge, lineage.column_edge',
  ];
}
