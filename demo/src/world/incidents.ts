import { stagingSchools } from './datasets/staging.ts';
import { loadContacts, loadReachouts } from './jobs/collect-exports.ts';
import { loadCatalogue } from './jobs/collect-registers.ts';
import { clusterPairs } from './jobs/refine.ts';
import { organisationsModel } from './jobs/refined-models.ts';
import { dayMs, hourMs, minuteMs } from './model.ts';
import type { DatasetSpec, JobSpec } from './model.ts';

export interface RunError {
  readonly message: string;
  readonly programmingLanguage: string;
}

type Incident = { readonly job: JobSpec; readonly day: number; readonly hour: number } & (
  | { readonly kind: 'FAIL'; readonly error: RunError }
  | { readonly kind: 'ABORT' }
  | { readonly kind: 'LATE' }
);

/** A late run takes this many times as long as an ordinary one. */
export const lateFactor = 10;

/** What goes wrong in the first week, by day and the hour of the schedule (UTC); later days draw their own. */
export const incidents: readonly Incident[] = [
  {
    job: loadContacts,
    day: 1,
    hour: 9,
    kind: 'FAIL',
    error: {
      message: "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xe9 in position 18204: invalid continuation byte",
      programmingLanguage: 'PYTHON',
    },
  },
  {
    job: loadReachouts,
    day: 2,
    hour: 14,
    kind: 'FAIL',
    error: { message: 'FileNotFoundError: /drops/reachout_list.csv', programmingLanguage: 'PYTHON' },
  },
  {
    job: organisationsModel,
    day: 3,
    hour: 8,
    kind: 'FAIL',
    error: { message: 'Database Error in model organisations: column s.tel does not exist', programmingLanguage: 'SQL' },
  },
  { job: loadCatalogue, day: 4, hour: 6, kind: 'ABORT' },
  { job: clusterPairs, day: 5, hour: 8, kind: 'LATE' },
  {
    job: loadContacts,
    day: 6,
    hour: 20,
    kind: 'FAIL',
    error: {
      message: 'psycopg.OperationalError: server closed the connection unexpectedly',
      programmingLanguage: 'PYTHON',
    },
  },
];

/** The week's schema change: a loader renames a column, and the model that reads it fails until it is mended. */
export const schemaChange = {
  dataset: stagingSchools,
  from: 'tel',
  to: 'phone',
  /** After the epoch: the loader's run of day 3 is the first with the new name. */
  changedAfterMs: 3 * dayMs + 6 * hourMs,
  /** Runs of the model that start from here on know the new name. */
  mendedAfterMs: 3 * dayMs + 9 * hourMs + 30 * minuteMs,
} as const satisfies {
  dataset: DatasetSpec;
  from: string;
  to: string;
  changedAfterMs: number;
  mendedAfterMs: number;
};

/** The name a field has once the schema change is in. */
export function fieldName(dataset: DatasetSpec, field: string, changed: boolean): string {
  return changed && dataset === schemaChange.dataset && field === schemaChange.from ? schemaChange.to : field;
}
