import type { ReadTx } from '@hotpass/log';

/** How completely datasets, jobs and runs are reported. */
export interface CoverageRow {
  readonly datasets: number;
  readonly datasetsWithColumns: number;
  readonly datasetsWithColumnLineage: number;
  readonly jobs: number;
  readonly runs: number;
  readonly runsWithoutStart: number;
  readonly runsWithoutEnd: number;
  readonly runsWithoutOutputs: number;
}

export interface ProducerRow {
  readonly id: string;
  readonly name: string;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
}

const runCounts = `count(*)::int as runs, (count(*) filter (where not started))::int as "runsWithoutStart",
  (count(*) filter (where not ended))::int as "runsWithoutEnd", (count(*) filter (where not outputs))::int as "runsWithoutOutputs"`;

const datasetCounts = `count(*)::int as datasets, (count(*) filter (where columns))::int as "datasetsWithColumns",
  (count(*) filter (where column_lineage))::int as "datasetsWithColumnLineage"`;

/** Whoever tells it: a run is started when one of its producers says so, a dataset is told by any of its names. */
const ofSlice = `
  with run as (
    select bool_or(r.started) as started, bool_or(r.ended) as ended, bool_or(r.outputs) as outputs
    from lineage.reporting_run r where r.job = any($2::text[]) group by r.run
  ), dataset as (
    select coalesce(bool_or(d.columns), false) as columns, coalesce(bool_or(d.column_lineage), false) as column_lineage
    from unnest($1::text[]) k(id)
    cross join lateral (
      select k.id as uid
      union all
      select m.uid from lineage.node r
      join lineage.alias a on a.representative = r.id and a.valid_to = 'infinity' and a.known_to = 9223372036854775807
      join lineage.node m on m.id = a.member
      where r.uid = k.id
    ) name
    left join lineage.reporting_dataset d on d.dataset = name.uid group by k.id
  )
  select d.*, cardinality($2::text[]) as jobs, r.* from (select ${datasetCounts} from dataset) d, (select ${runCounts} from run) r`;

const ofProducer = `
  select d.*, j.*, r.*
  from (select ${datasetCounts} from lineage.reporting_dataset where producer = $1::uuid) d,
    (select count(*)::int as jobs from lineage.reporting_job where producer = $1::uuid) j,
    (select ${runCounts} from lineage.reporting_run where producer = $1::uuid) r`;

/** Reads what producers report. */
export class CoverageRepository {
  async ofSlice(tx: ReadTx, datasets: readonly string[], jobs: readonly string[]): Promise<CoverageRow> {
    const [row] = await tx.query<CoverageRow>({ name: 'lineage.coverage.slice', text: ofSlice, values: [datasets, jobs] });
    return row!;
  }

  async ofProducer(tx: ReadTx, producer: string): Promise<CoverageRow> {
    const [row] = await tx.query<CoverageRow>({ name: 'lineage.coverage.producer', text: ofProducer, values: [producer] });
    return row!;
  }

  /** Those heard of last come first. */
  producers(tx: ReadTx, after: readonly [lastSeen: string, id: string] | null, limit: number): Promise<ProducerRow[]> {
    return tx.query<ProducerRow>({
      name: 'lineage.coverage.producers',
      text: `select id, name, first_seen as "firstSeen", last_seen as "lastSeen" from lineage.reporting_producer
             where (last_seen, id) < ($1::timestamptz, $2::uuid) order by last_seen desc, id desc limit $3`,
      values: [after?.[0] ?? 'infinity', after?.[1] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', limit],
    });
  }
}
