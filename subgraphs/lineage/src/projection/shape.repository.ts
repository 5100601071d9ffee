import type { ProjectorTx } from '@hotpass/log';
import type { Declaration } from './declaration.ts';
import type { Processing } from './processing.ts';
import type { Outcome, RunShape } from './run-shape.ts';
import { fromSqlTime, sqlTime } from './sql-time.ts';

interface RunShapeRow {
  readonly job: string;
  readonly run: string;
  readonly started_at: Date;
  readonly last_event_at: Date;
  readonly ended_at: Date | null;
  readonly outcome: Outcome | null;
  readonly inputs: string | null;
  readonly outputs: string | null;
  readonly columns: string | null;
}

interface DeclarationRow {
  readonly job: string;
  readonly event_time: Date;
  readonly inputs: string | null;
  readonly outputs: string | null;
  readonly columns: string | null;
}

interface ProcessingRow {
  readonly job: string;
  readonly processing_type: Processing['type'];
  readonly processing_type_at: Date;
}

// `offset 0` makes a lookup by the whole key of each: else a plan made while a job has few runs reads all a job has.
const readRuns = `
  select k.job, k.run, r.started_at, r.last_event_at, r.ended_at, r.outcome,
    r.inputs_hash as inputs, r.outputs_hash as outputs, r.columns_hash as columns
  from unnest($1::text[], $2::text[]) as k(job, run)
  join lineage.node n on n.uid = k.job
  cross join lateral (select * from lineage.run_shape r where r.job = n.id and r.run = substr(k.run, 5)::uuid offset 0) r`;

const writeRuns = `
  insert into lineage.run_shape (job, run, started_at, last_event_at, ended_at, outcome, inputs_hash, outputs_hash, columns_hash)
  select n.id, substr(k.run, 5)::uuid, k.started_at, k.last_event_at, k.ended_at, k.outcome, k.inputs, k.outputs, k.columns
  from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::uuid[], $8::uuid[], $9::uuid[])
    as k(job, run, started_at, last_event_at, ended_at, outcome, inputs, outputs, columns)
  join lineage.node n on n.uid = k.job
  on conflict (job, run) do update
  set started_at = excluded.started_at, last_event_at = excluded.last_event_at, ended_at = excluded.ended_at, outcome = excluded.outcome,
      inputs_hash = excluded.inputs_hash, outputs_hash = excluded.outputs_hash, columns_hash = excluded.columns_hash`;

const readDeclarations = `
  select k.job, d.event_time, d.inputs_hash as inputs, d.outputs_hash as outputs, d.columns_hash as columns
  from unnest($1::text[], $2::timestamptz[]) as k(job, event_time)
  join lineage.node n on n.uid = k.job
  cross join lateral (select * from lineage.job_declaration d where d.job = n.id and d.event_time = k.event_time offset 0) d`;

const writeDeclarations = `
  insert into lineage.job_declaration (job, event_time, inputs_hash, outputs_hash, columns_hash)
  select n.id, k.event_time, k.inputs, k.outputs, k.columns
  from unnest($1::text[], $2::timestamptz[], $3::uuid[], $4::uuid[], $5::uuid[]) as k(job, event_time, inputs, outputs, columns)
  join lineage.node n on n.uid = k.job
  on conflict (job, event_time) do update
  set inputs_hash = excluded.inputs_hash, outputs_hash = excluded.outputs_hash, columns_hash = excluded.columns_hash`;

const readProcessing = `
  select n.uid as job, j.processing_type, j.processing_type_at
  from lineage.node n join lineage.job j on j.node = n.id
  where n.uid = any($1::text[])`;

const writeProcessing = `
  insert into lineage.job (node, processing_type, processing_type_at)
  select n.id, k.type, k.at
  from unnest($1::text[], $2::text[], $3::timestamptz[]) as k(job, type, at)
  join lineage.node n on n.uid = k.job
  on conflict (node) do update set processing_type = excluded.processing_type, processing_type_at = excluded.processing_type_at`;

/** What the projection remembers of runs, JobEvents and jobs, so that a late event finds its place. */
export class ShapeRepository {
  /** The members of their sets are not read. */
  async readRuns(tx: ProjectorTx, runs: readonly RunShape[]): Promise<RunShape[]> {
    const rows = await tx.query<RunShapeRow>({
      name: 'lineage.run_shape.read',
      text: readRuns,
      values: [runs.map((run) => run.job), runs.map((run) => run.run)],
    });
    return rows.map((row) => ({
      job: row.job,
      run: row.run,
      startedAt: fromSqlTime(row.started_at),
      lastEventAt: fromSqlTime(row.last_event_at),
      end: row.outcome === null ? null : { at: fromSqlTime(row.ended_at), outcome: row.outcome },
      inputs: { hash: row.inputs },
      outputs: { hash: row.outputs },
      columns: { hash: row.columns },
    }));
  }

  async writeRuns(tx: ProjectorTx, runs: readonly RunShape[]): Promise<void> {
    await tx.query({
      name: 'lineage.run_shape.write',
      text: writeRuns,
      values: [
        runs.map((run) => run.job),
        runs.map((run) => run.run),
        runs.map((run) => sqlTime(run.startedAt)),
        runs.map((run) => sqlTime(run.lastEventAt)),
        runs.map((run) => (run.end === null ? null : sqlTime(run.end.at))),
        runs.map((run) => run.end?.outcome ?? null),
        runs.map((run) => run.inputs.hash),
        runs.map((run) => run.outputs.hash),
        runs.map((run) => run.columns.hash),
      ],
    });
  }

  /** The members of their sets are not read. */
  async readDeclarations(tx: ProjectorTx, declarations: readonly Declaration[]): Promise<Declaration[]> {
    const values = [declarations.map((d) => d.job), declarations.map((d) => sqlTime(d.eventTime))];
    const rows = await tx.query<DeclarationRow>({ name: 'lineage.job_declaration.read', text: readDeclarations, values });
    return rows.map((row) => ({
      job: row.job,
      eventTime: fromSqlTime(row.event_time),
      inputs: { hash: row.inputs },
      outputs: { hash: row.outputs },
      columns: { hash: row.columns },
    }));
  }

  async writeDeclarations(tx: ProjectorTx, declarations: readonly Declaration[]): Promise<void> {
    await tx.query({
      name: 'lineage.job_declaration.write',
      text: writeDeclarations,
      values: [
        declarations.map((d) => d.job),
        declarations.map((d) => sqlTime(d.eventTime)),
        declarations.map((d) => d.inputs.hash),
        declarations.map((d) => d.outputs.hash),
        declarations.map((d) => d.columns.hash),
      ],
    });
  }

  async readProcessing(tx: ProjectorTx, jobs: readonly string[]): Promise<Processing[]> {
    const rows = await tx.query<ProcessingRow>({ name: 'lineage.job.read', text: readProcessing, values: [jobs] });
    return rows.map((row) => ({ job: row.job, type: row.processing_type, at: fromSqlTime(row.processing_type_at) }));
  }

  async writeProcessing(tx: ProjectorTx, processing: readonly Processing[]): Promise<void> {
    const values = [processing.map((p) => p.job), processing.map((p) => p.type), processing.map((p) => sqlTime(p.at))];
    await tx.query({ name: 'lineage.job.write', text: writeProcessing, values });
  }
}
