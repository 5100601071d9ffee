import type { ProjectorTx } from '@hotpass/log';
import { slices } from '../projection/slices.ts';
import { sqlTime } from '../projection/sql-time.ts';
import type { ReportedDataset, ReportedJob, ReportedProducer, ReportedRun } from './reporting-facts.ts';

// `offset 0`: each row is looked up by its key, also by a plan made while the table was empty.
const producers = `
  insert into lineage.reporting_producer as p (id, name, first_seen, last_seen)
  select * from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[])
  on conflict (id) do update set first_seen = least(p.first_seen, excluded.first_seen), last_seen = greatest(p.last_seen, excluded.last_seen)
  where excluded.first_seen < p.first_seen or excluded.last_seen > p.last_seen`;

/** Of a run that several jobs claim, the greatest id is kept, so that order does not show. */
const runs = `
  insert into lineage.reporting_run as r (producer, run, job, started, ended, outputs)
  select k.* from unnest($1::uuid[], $2::uuid[], $3::text[], $4::boolean[], $5::boolean[], $6::boolean[]) k(producer, run, job, started, ended, outputs)
  where not exists (select from lineage.reporting_run r
    where r.producer = k.producer and r.run = k.run and r.job >= k.job and r.started >= k.started and r.ended >= k.ended and r.outputs >= k.outputs offset 0)
  on conflict (producer, run) do update set job = greatest(r.job, excluded.job), started = r.started or excluded.started,
    ended = r.ended or excluded.ended, outputs = r.outputs or excluded.outputs`;

const datasets = `
  insert into lineage.reporting_dataset as d (producer, dataset, columns, column_lineage)
  select k.* from unnest($1::uuid[], $2::text[], $3::boolean[], $4::boolean[]) k(producer, dataset, columns, column_lineage)
  where not exists (select from lineage.reporting_dataset d
    where d.producer = k.producer and d.dataset = k.dataset and d.columns >= k.columns and d.column_lineage >= k.column_lineage offset 0)
  on conflict (producer, dataset) do update set columns = d.columns or excluded.columns, column_lineage = d.column_lineage or excluded.column_lineage`;

const jobs = `
  insert into lineage.reporting_job (producer, job)
  select k.* from unnest($1::uuid[], $2::text[]) k(producer, job)
  where not exists (select from lineage.reporting_job j where j.producer = k.producer and j.job = k.job offset 0)
  on conflict do nothing`;

/** What the projector writes of producers. */
export class ReportingRepository {
  async write(
    tx: ProjectorTx,
    facts: {
      readonly producers: Iterable<ReportedProducer>;
      readonly runs: Iterable<ReportedRun>;
      readonly datasets: Iterable<ReportedDataset>;
      readonly jobs: Iterable<ReportedJob>;
    },
  ): Promise<void> {
    await Promise.all([
      insert(
        tx,
        'producer',
        producers,
        [...facts.producers],
        [({ id }) => id, ({ name }) => name, ({ firstSeen }) => sqlTime(firstSeen), ({ lastSeen }) => sqlTime(lastSeen)],
      ),
      insert(
        tx,
        'run',
        runs,
        [...facts.runs],
        [
          ({ producer }) => producer,
          ({ run }) => run,
          ({ job }) => job,
          ({ started }) => started,
          ({ ended }) => ended,
          ({ outputs }) => outputs,
        ],
      ),
      insert(
        tx,
        'dataset',
        datasets,
        [...facts.datasets],
        [({ producer }) => producer, ({ dataset }) => dataset, ({ columns }) => columns, ({ columnLineage }) => columnLineage],
      ),
      insert(tx, 'job', jobs, [...facts.jobs], [({ producer }) => producer, ({ job }) => job]),
    ]);
  }

  async clear(tx: ProjectorTx): Promise<void> {
    await tx.query({
      text: 'truncate lineage.reporting_producer, lineage.reporting_run, lineage.reporting_dataset, lineage.reporting_job',
    });
  }
}

async function insert<Row>(
  tx: ProjectorTx,
  what: string,
  text: string,
  rows: readonly Row[],
  columns: readonly ((row: Row) => unknown)[],
): Promise<void> {
  if (rows.length === 0) return;
  for (const slice of slices(rows)) {
    await tx.query({ name: `lineage.reporting_${what}.write`, text, values: columns.map((read) => slice.map(read)) });
  }
}
