import { namesOf } from '../run-dataset/dataset-names.sql.ts';
import type { IdFilter, NumberFilter, RunFilter, StateFilter, TimeFilter } from './run-filter.ts';

/** Values of a statement that is put together; each `add` answers its placeholder. */
export class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** A condition on `runs.run r`. A comparison with an absent value does not hold, so its `not` does. */
export function runFilterSql(filter: RunFilter, parameters: Parameters): string {
  return all([
    ...idSql('r.run_id', filter.id, parameters),
    ...idSql('r.job_id', filter.jobId, parameters),
    ...idSql('r.parent_run_id', filter.parentId, parameters),
    ...datasetSql('INPUT', filter.inputId, parameters),
    ...datasetSql('OUTPUT', filter.outputId, parameters),
    ...given(filter.hasParent, (value) => `(r.parent_run_id is not null) = ${parameters.add(value)}::boolean`),
    ...stateSql(filter.state, parameters),
    ...timeSql('r.started_at', filter.startedAt, parameters),
    ...timeSql('r.ended_at', filter.endedAt, parameters),
    ...timeSql('r.nominal_start', filter.nominalTime, parameters),
    ...numberSql('r.duration_ms', filter.durationMs, parameters),
    ...(filter.and ?? []).map((part) => runFilterSql(part, parameters)),
    ...(filter.or ? [any(filter.or.map((part) => runFilterSql(part, parameters)))] : []),
    ...(filter.not ? [`(${runFilterSql(filter.not, parameters)}) is not true`] : []),
  ]);
}

function idSql(column: string, ids: IdFilter | null | undefined, parameters: Parameters): string[] {
  return [
    ...given(ids?.eq, (value) => `${column} = ${parameters.add(value)}::text`),
    ...given(ids?.in, (values) => `${column} = any(${parameters.add(values)}::text[])`),
    ...given(ids?.contains, (part) => `strpos(${column}, ${parameters.add(part)}::text) > 0`),
  ];
}

/** One of its datasets in that role meets all that is given, each by any of its names. */
function datasetSql(role: 'INPUT' | 'OUTPUT', ids: IdFilter | null | undefined, parameters: Parameters): string[] {
  const namedBy = (values: readonly string[]): string => `d.dataset_id = any(array(
    select n.dataset_id from unnest(${parameters.add(values)}::text[]) k (dataset_id) cross join ${namesOf('k.dataset_id')} n))`;
  const conditions = [
    ...given(ids?.eq, (value) => namedBy([value])),
    ...given(ids?.in, namedBy),
    ...given(
      ids?.contains,
      (part) => `exists (select from ${namesOf('d.dataset_id')} n where strpos(n.dataset_id, ${parameters.add(part)}::text) > 0)`,
    ),
  ];
  if (conditions.length === 0) return [];
  return [`exists (select from runs.run_dataset d where d.run_id = r.run_id and d.role = '${role}' and ${conditions.join(' and ')})`];
}

function stateSql(state: StateFilter | null | undefined, parameters: Parameters): string[] {
  return [
    ...given(state?.eq, (value) => `r.state = ${parameters.add(value)}::text`),
    ...given(state?.in, (values) => `r.state = any(${parameters.add(values)}::text[])`),
  ];
}

function timeSql(column: string, time: TimeFilter | null | undefined, parameters: Parameters): string[] {
  return [
    ...given(time?.gte, (value) => `${column} >= ${parameters.add(value)}::timestamptz`),
    ...given(time?.lt, (value) => `${column} < ${parameters.add(value)}::timestamptz`),
  ];
}

function numberSql(column: string, number: NumberFilter | null | undefined, parameters: Parameters): string[] {
  return [
    ...given(number?.gte, (value) => `${column} >= ${parameters.add(value)}::float8`),
    ...given(number?.lt, (value) => `${column} < ${parameters.add(value)}::float8`),
  ];
}

function given<Value>(value: Value | null | undefined, condition: (value: Value) => string): string[] {
  return value === null || value === undefined ? [] : [condition(value)];
}

function all(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : conditions.map((condition) => `(${condition})`).join(' and ');
}

function any(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'false' : conditions.map((condition) => `(${condition})`).join(' or ');
}
