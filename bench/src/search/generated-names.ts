import type pg from 'pg';
import { startMigratedPostgres, type MigratedPostgres } from '../harness/migrated-postgres.ts';
import { Random } from '../harness/random.ts';

/** A database with names in the tables search reads. */
export interface GeneratedNames extends MigratedPostgres {
  readonly count: number;
}

const words = (
  'order customer account invoice payment refund shipment product inventory price stock supplier vendor employee payroll budget ledger audit ' +
  'session event click page view visit campaign email contact address city country region currency exchange rate discount coupon basket ' +
  'checkout delivery route driver vehicle sensor device metric alert incident ticket survey score rating review comment message thread user ' +
  'profile role permission token login password subscription plan feature experiment variant model training batch prediction label image ' +
  'document contract clause signature policy claim premium risk exposure portfolio trade position balance transaction transfer settlement ' +
  'interest loan mortgage credit debit merchant terminal store warehouse shelf pallet carrier customs duty port vessel container flight ' +
  'booking passenger seat baggage hotel guest reservation patient doctor appointment diagnosis prescription medication specimen trial site ' +
  'protocol consent organisation snapshot summary detail total average quantity amount status category channel segment cohort forecast'
).split(' ');

const layers = ['raw', 'staging', 'refined', 'mart', 'reporting', 'archive'];
const endings = ['id', 'name', 'code', 'at', 'count', 'key', 'flag', 'type'];
const perStatement = 10_000;

/** A seventh datasets, a fifteenth jobs, the rest columns; their words are popular and rare as those of a shop, a bank and a clinic. */
export async function generateNames(count: number): Promise<GeneratedNames> {
  await using starting = new AsyncDisposableStack();
  const postgres = starting.use(await startMigratedPostgres());
  const { pool } = postgres;
  const random = new Random(7);
  const namespaces = Array.from({ length: 40 }, (_, n) => `${['snowflake', 's3', 'kafka', 'postgres'][n % 4]}://${wordOf(random)}-${n}`);
  await pool.query(`insert into lineage.namespace (uid, name) select 'ns_' || md5(n), n from unnest($1::text[]) n`, [namespaces]);
  await insertNodes(
    pool,
    'dataset',
    Math.round(count / 7),
    random,
    () => `${wordOf(random)}_db.${layers[random.below(6)]}.${nameOf(random)}`,
  );
  await insertNodes(pool, 'job', Math.round(count / 15), random, () => `${layers[random.below(6)]}_dag.${nameOf(random)}`);
  await insertColumns(pool, count - Math.round(count / 7) - Math.round(count / 15), random);
  await pool.query('insert into lineage.search_word (word) select * from unnest($1::text[]) on conflict do nothing', [words]);
  for (const table of ['node', 'namespace', 'dataset_column', 'search_word']) await pool.query(`vacuum analyze lineage.${table}`);
  starting.move();
  return { ...postgres, count };
}

function wordOf(random: Random): string {
  return words[random.skewed(words.length)]!;
}

function nameOf(random: Random): string {
  const name = Array.from({ length: 1 + random.below(4) }, () => wordOf(random)).join('_');
  return random.below(3) === 0 ? `${name}_${random.below(1_000)}` : name;
}

async function insertNodes(pool: pg.Pool, kind: 'dataset' | 'job', count: number, random: Random, name: () => string): Promise<void> {
  for (let from = 0; from < count; from += perStatement) {
    const rows = Array.from({ length: Math.min(perStatement, count - from) }, () => ({ name: name(), namespace: 1 + random.below(40) }));
    await pool.query(
      `insert into lineage.node (uid, kind, namespace, name, first_seen, last_seen)
       select $1 || md5($2 || (n.ordinality + ${from})), $2, n.namespace, n.name, now(), now()
       from unnest($3::int[], $4::text[]) with ordinality n(namespace, name)
       on conflict do nothing`,
      [kind === 'dataset' ? 'ds_' : 'job_', kind, rows.map(({ namespace }) => namespace), rows.map((row) => row.name)],
    );
  }
}

async function insertColumns(pool: pg.Pool, count: number, random: Random): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(`select uid as id from lineage.node where kind = 'dataset' order by id`);
  for (let from = 0; from < count; from += perStatement) {
    const size = Math.min(perStatement, count - from);
    const datasets = Array.from({ length: size }, (_, n) => rows[(from + n) % rows.length]!.id);
    const paths = Array.from(
      { length: size },
      () => `${wordOf(random)}_${random.below(2) === 0 ? endings[random.below(8)] : wordOf(random)}`,
    );
    await pool.query(
      `insert into lineage.dataset_column (id, dataset, path, ordinal)
       select 'col_' || md5('c' || (n.ordinality + ${from})), n.dataset, n.path, n.ordinality
       from unnest($1::text[], $2::text[]) with ordinality n(dataset, path)`,
      [datasets, paths],
    );
  }
}
