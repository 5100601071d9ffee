import type { ProjectorTx } from '@hotpass/log';
import type { RunDataset, RunJob } from './read-run.ts';
import { completionOf, startOf, toldNominalTime, toldParent, toldText, type RunRecord, type Told } from './run-record.ts';

interface RecordRow {
  readonly run_id: string;
  readonly open_lineage_run_id: string;
  readonly open_lineage_run_id_time: Date;
  readonly job_id: string;
  readonly job_time: Date;
  readonly state_rank: number;
  readonly state_time: Date;
  readonly start_time: Date | null;
  readonly first_event_time: Date;
  readonly last_event_time: Date;
  readonly nominal_start: Date | null;
  readonly nominal_end: Date | null;
  readonly nominal_time: Date | null;
  readonly parent_run_id: string | null;
  readonly root_run_id: string | null;
  readonly parent_time: Date | null;
  readonly error_message: string | null;
  readonly error_message_time: Date | null;
}

/**
 * Every column that is written, with its type and its value of a record; the rest of the table is generated.
 * Times go as UTC text: the driver writes a Date in local time, where old offsets have seconds that it drops.
 */
const columns: readonly (readonly [name: keyof RecordRow, type: string, value: (record: RunRecord) => unknown])[] = [
  ['run_id', 'text', (record) => record.runId],
  ['open_lineage_run_id', 'text', (record) => record.openLineageRunId.value],
  ['open_lineage_run_id_time', 'timestamptz', (record) => record.openLineageRunId.at.toISOString()],
  ['job_id', 'text', (record) => record.jobId.value],
  ['job_time', 'timestamptz', (record) => record.jobId.at.toISOString()],
  ['state_rank', 'smallint', (record) => record.state.rank],
  ['state_time', 'timestamptz', (record) => record.state.at.toISOString()],
  ['start_time', 'timestamptz', (record) => record.startTime?.toISOString() ?? null],
  ['first_event_time', 'timestamptz', (record) => record.firstEventTime.toISOString()],
  ['last_event_time', 'timestamptz', (record) => record.lastEventTime.toISOString()],
  ['nominal_start', 'timestamptz', (record) => record.nominalTime?.value.start?.toISOString() ?? null],
  ['nominal_end', 'timestamptz', (record) => record.nominalTime?.value.end?.toISOString() ?? null],
  ['nominal_time', 'timestamptz', (record) => record.nominalTime?.at.toISOString() ?? null],
  ['parent_run_id', 'text', (record) => record.parent?.value.runId ?? null],
  ['root_run_id', 'text', (record) => record.parent?.value.rootRunId ?? null],
  ['parent_time', 'timestamptz', (record) => record.parent?.at.toISOString() ?? null],
  ['error_message', 'text', (record) => record.errorMessage?.value ?? null],
  ['error_message_time', 'timestamptz', (record) => record.errorMessage?.at.toISOString() ?? null],
];

const names = columns.map(([name]) => name);

const readText = `select ${names.join(', ')} from runs.run where run_id = any($1::text[])`;

const writeText = `
insert into runs.run (${names.join(', ')})
select * from unnest(${columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ')})
on conflict (run_id) do update set ${names
  .slice(1)
  .map((name) => `${name} = excluded.${name}`)
  .join(', ')}`;

const writeDatasetsText = `
insert into runs.run_dataset (run_id, role, dataset_id, started_at, completed_at)
select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[])
on conflict do nothing`;

/** An id is made of its names, so what is there says the same. */
const writeJobsText = `
insert into runs.job (job_id, namespace, name)
select * from unnest($1::text[], $2::text[], $3::text[])
on conflict do nothing`;

const startedAt = `(select r.started_at from runs.run r where r.run_id = d.run_id)`;

const completedAt = `(select case when d.role = 'OUTPUT' and r.state_rank = 3 then r.ended_at end from runs.run r where r.run_id = d.run_id)`;

/** No join: one planned over empty tables may start from the wrong side for ever. */
const markDatasetsText = `
update runs.run_dataset d set started_at = ${startedAt}, completed_at = ${completedAt}
where d.run_id = any($1::text[])
  and (d.started_at is distinct from ${startedAt} or d.completed_at is distinct from ${completedAt})`;

/** Plans made while the tables are empty, and kept for the connection, must not read them whole when they have grown. */
const planSettings = { plan_cache_mode: 'force_generic_plan', enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off' };

const followKeysText = `select ${Object.entries(planSettings)
  .map(([name, value]) => `set_config('${name}', '${value}', true)`)
  .join(', ')}`;

/** The records a projector has written; every method is one statement however many runs it is about. */
export class RunRecordRepository {
  /** For the rest of the transaction, statements are planned once per connection, as nested loops over indexes. */
  async followKeys(tx: ProjectorTx): Promise<void> {
    await tx.query({ name: 'runs_follow_keys', text: followKeysText });
  }

  async read(tx: ProjectorTx, runIds: readonly string[]): Promise<RunRecord[]> {
    const rows = await tx.query<RecordRow>({ name: 'runs_read_records', text: readText, values: [runIds] });
    return rows.map(toRecord);
  }

  async write(tx: ProjectorTx, records: readonly RunRecord[]): Promise<void> {
    await tx.query({ name: 'runs_write_records', text: writeText, values: columns.map(([, , value]) => records.map(value)) });
  }

  /** How jobs are called. */
  async writeJobs(tx: ProjectorTx, jobs: readonly RunJob[]): Promise<void> {
    const values = [jobs.map(({ jobId }) => jobId), jobs.map(({ namespace }) => namespace), jobs.map(({ name }) => name)];
    await tx.query({ name: 'runs_write_jobs', text: writeJobsText, values });
  }

  /** Datasets that are new to their runs, with what is repeated of the runs. */
  async writeDatasets(tx: ProjectorTx, datasets: readonly RunDataset[], records: ReadonlyMap<string, RunRecord>): Promise<void> {
    const recordOf = (dataset: RunDataset): RunRecord => records.get(dataset.runId)!;
    const values = [
      datasets.map(({ runId }) => runId),
      datasets.map(({ role }) => role),
      datasets.map(({ datasetId }) => datasetId),
      datasets.map((dataset) => startOf(recordOf(dataset)).toISOString()),
      datasets.map((dataset) => (dataset.role === 'OUTPUT' ? completionOf(recordOf(dataset))?.toISOString() : null) ?? null),
    ];
    await tx.query({ name: 'runs_write_datasets', text: writeDatasetsText, values });
  }

  /** Repeats on the datasets these runs had before when the runs started and, on outputs, completed. */
  async markDatasets(tx: ProjectorTx, runIds: readonly string[]): Promise<void> {
    await tx.query({ name: 'runs_mark_datasets', text: markDatasetsText, values: [runIds] });
  }

  async clear(tx: ProjectorTx): Promise<void> {
    await tx.query({ text: 'truncate runs.run_dataset, runs.run, runs.job' });
  }
}

function toRecord(row: RecordRow): RunRecord {
  return {
    runId: row.run_id,
    openLineageRunId: toldText(row.open_lineage_run_id_time, row.open_lineage_run_id),
    jobId: toldText(row.job_time, row.job_id),
    state: { at: row.state_time, rank: row.state_rank },
    startTime: row.start_time,
    firstEventTime: row.first_event_time,
    lastEventTime: row.last_event_time,
    nominalTime: told(row.nominal_time, { start: row.nominal_start, end: row.nominal_end }, toldNominalTime),
    parent: told(row.parent_time, { runId: row.parent_run_id, rootRunId: row.root_run_id }, toldParent),
    errorMessage: told(row.error_message_time, row.error_message, toldText),
  };
}

function told<Value>(at: Date | null, value: Value | null, tell: (at: Date, value: Value) => Told<Value>): Told<Value> | null {
  return at && value !== null ? tell(at, value) : null;
}
