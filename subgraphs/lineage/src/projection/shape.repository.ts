import type { ProjectorTx } from '@hotpass/log';
import type { Declaration } from './declaration.ts';
import { ioSet } from './io-set.ts';
import type { IoSet } from './io-set.ts';
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
  readonly inputs: readonly string[] | null;
  readonly outputs: readonly string[] | null;
}

interface DeclarationRow {
  readonly job: string;
  readonly event_time: Date;
  readonly inputs: readonly string[] | null;
  readonly outputs: readonly string[] | null;
}

interface ProcessingRow {
  readonly job: string;
  readonly processing_type: Processing['type'];
  readonly processing_type_at: Date;
}

const readRuns = `
  select k.job, k.run, r.started_at, r.last_event_at, r.ended_at, r.outcome, i.members as inputs, o.members as outputs
  from unnest($1::text[], $2::text[]) as k(job, run)
  join lineage.node n on n.uid = k.job
  join lineage.run_shape r on r.job = n.id and r.run = substr(k.run, 5)::uuid
  left join lineage.io_set i on i.hash = r.inputs_hash
  left join lineage.io_set o on o.hash = r.outputs_hash`;

const writeRuns = `
  insert into lineage.run_shape (job, run, started_at, last_event_at, ended_at, outcome, inputs_hash, outputs_hash)
  select n.id, substr(k.run, 5)::uuid, k.started_at, k.last_event_at, k.ended_at, k.outcome, k.inputs, k.outputs
  from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::uuid[], $8::uuid[])
    as k(job, run, started_at, last_event_at, ended_at, outcome, inputs, outputs)
  join lineage.node n on n.uid = k.job
  on conflict (job, run) do update
  set started_at = excluded.started_at, last_event_at = excluded.last_event_at, ended_at = excluded.ended_at,
      outcome = excluded.outcome, inputs_hash = excluded.inputs_hash, outputs_hash = excluded.outputs_hash`;

const readDeclarations = `
  select k.job, d.event_time, i.members as inputs, o.members as outputs
  from unnest($1::text[], $2::timestamptz[]) as k(job, event_time)
  join lineage.node n on n.uid = k.job
  join lineage.job_declaration d on d.job = n.id and d.event_time = k.event_time
  left join lineage.io_set i on i.hash = d.inputs_hash
  left join lineage.io_set o on o.hash = d.outputs_hash`;

const writeDeclarations = `
  insert into lineage.job_declaration (job, event_time, inputs_hash, outputs_hash)
  select n.id, k.event_time, k.inputs, k.outputs
  from unnest($1::text[], $2::timestamptz[], $3::uuid[], $4::uuid[]) as k(job, event_time, inputs, outputs)
  join lineage.node n on n.uid = k.job
  on conflict (job, event_time) do update set inputs_hash = excluded.inputs_hash, outputs_hash = excluded.outputs_hash`;

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

const writeIoSets = `
  insert into lineage.io_set (hash, members)
  select k.hash, string_to_array(k.members, ' ')
  from unnest($1::uuid[], $2::text[]) as k(hash, members)
  on conflict (hash) do nothing`;

const readIoSets = `select hash, members from lineage.io_set where hash = any($1::uuid[])`;

/** What the projection remembers of runs, JobEvents and jobs, so that a late event finds its place. */
export class ShapeRepository {
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
      inputs: ioSet(row.inputs ?? []),
      outputs: ioSet(row.outputs ?? []),
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
      ],
    });
  }

  async readDeclarations(tx: ProjectorTx, declarations: readonly Declaration[]): Promise<Declaration[]> {
    const values = [declarations.map((d) => d.job), declarations.map((d) => sqlTime(d.eventTime))];
    const rows = await tx.query<DeclarationRow>({ name: 'lineage.job_declaration.read', text: readDeclarations, values });
    return rows.map((row) => ({
      job: row.job,
      eventTime: fromSqlTime(row.event_time),
      inputs: ioSet(row.inputs ?? []),
      outputs: ioSet(row.outputs ?? []),
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

  async writeIoSets(tx: ProjectorTx, sets: readonly IoSet[]): Promise<void> {
    await tx.query({
      name: 'lineage.io_set.write',
      text: writeIoSets,
      values: [sets.map((set) => set.hash), sets.map((set) => set.members.join(' '))],
    });
  }

  async readIoSets(tx: ProjectorTx, hashes: readonly string[]): Promise<Map<string, readonly string[]>> {
    const rows = await tx.query<{ hash: string; members: string[] }>({ name: 'lineage.io_set.read', text: readIoSets, values: [hashes] });
    return new Map(rows.map((row) => [row.hash, row.members]));
  }
}
