import type { RunState } from './run-health.ts';

/** A row of `runs.run` as the API needs it. */
export interface RunRow {
  readonly id: string;
  readonly openLineageRunId: string;
  readonly jobId: string;
  readonly state: RunState;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly lastEventAt: Date;
  readonly durationMs: number | null;
  readonly nominalStart: Date | null;
  readonly nominalEnd: Date | null;
  readonly parentRunId: string | null;
  readonly errorMessage: string | null;
}

/** Columns of a RunRow, of the table named `r`. */
export const runColumns = `r.run_id as id, r.open_lineage_run_id as "openLineageRunId", r.job_id as "jobId", r.state,
  r.started_at as "startedAt", r.ended_at as "endedAt", r.last_event_time as "lastEventAt", r.duration_ms as "durationMs",
  r.nominal_start as "nominalStart", r.nominal_end as "nominalEnd", r.parent_run_id as "parentRunId", r.error_message as "errorMessage"`;
