/** What a column says about a person, as the value of its `pii` tag. */
type PersonalDataKind = 'name' | 'email' | 'phone' | 'identifier';

export interface DatasetSpec {
  readonly namespace: string;
  readonly name: string;
  /** The dataSource facet: the system the dataset lives in. */
  readonly source: { readonly name: string; readonly uri: string };
  readonly documentation: string;
  readonly owner: string;
  /** Column name to type, in the order of the schema. */
  readonly columns: Readonly<Record<string, string>>;
  readonly personalData: Readonly<Record<string, PersonalDataKind>>;
  /** Rows on an ordinary day. */
  readonly rows: number;
  /** Of a table of the lake: the name the catalogue knows its files by. Such a table numbers what is written, once a day. */
  readonly table?: { readonly namespace: string; readonly name: string };
}

/** Where a column's values come from: one input field and what happens to it on the way. */
export interface ColumnSource {
  readonly dataset: DatasetSpec;
  readonly field: string;
  readonly type: 'DIRECT' | 'INDIRECT';
  readonly subtype: string;
  readonly description?: string;
  readonly masking: boolean;
}

export interface OutputSpec {
  readonly dataset: DatasetSpec;
  /** Column of the output to its sources. */
  readonly columns: Readonly<Record<string, readonly ColumnSource[]>>;
  /** What decides which rows there are at all: joins, filters, groupings (the facet's `dataset` list). */
  readonly rowsFrom?: readonly ColumnSource[];
}

export type Engine = 'AIRFLOW' | 'SPARK' | 'DBT';

export interface JobSpec {
  readonly namespace: string;
  readonly name: string;
  readonly engine: Engine;
  readonly jobType: 'DAG' | 'TASK' | 'JOB' | 'MODEL';
  readonly documentation: string;
  readonly owner: string;
  /** Path in the pipelines' repository. */
  readonly sourcePath: string;
  readonly sql?: string;
  /** How long a run takes, shortest and longest; of a job that only waits for its children, what it adds. */
  readonly minutes: readonly [number, number];
  readonly inputs: readonly DatasetSpec[];
  readonly outputs: readonly OutputSpec[];
}

/** A job as a part of a larger run: what it waits for, and what runs inside it. */
export interface TaskSpec {
  readonly job: JobSpec;
  readonly after: readonly JobSpec[];
  readonly children: readonly TaskSpec[];
}

/** A scheduled root: every `everyMs`, `offsetMs` after midnight UTC. */
export interface DagSpec {
  readonly job: JobSpec;
  readonly everyMs: number;
  readonly offsetMs: number;
  /** A run is expected to have ended so long after its schedule (nominalEndTime). */
  readonly allowedMs: number;
  /** A failed run is started again so long after it ended; hourly ones wait for their next turn. */
  readonly rerunAfterMs: number | null;
  readonly tasks: readonly TaskSpec[];
}

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
