import { combinedSql, oneOfSql, rangeSql, whenGiven, type StatementValues } from '@hotpass/server';
import { namesOf } from '../run-dataset/dataset-names.sql.ts';
import type { IdFilter, RunFilter } from './run-filter.ts';

/** A condition on `runs.run r`. A comparison with an absent value does not hold, so its `not` does. */
export function runFilterSql(filter: RunFilter, parameters: StatementValues): string {
  const own = [
    ...idSql('r.run_id', filter.id, parameters),
    ...idSql('r.job_id', filter.jobId, parameters),
    ...idSql('r.parent_run_id', filter.parentId, parameters),
    ...datasetSql('INPUT', filter.inputId, parameters),
    ...datasetSql('OUTPUT', filter.outputId, parameters),
    ...whenGiven(filter.hasParent, (value) => `(r.parent_run_id is not null) = ${parameters.add(value)}::boolean`),
    ...oneOfSql('r.state', filter.state, parameters),
    ...rangeSql('r.started_at', 'timestamptz', filter.startedAt, parameters),
    ...rangeSql('r.ended_at', 'timestamptz', filter.endedAt, parameters),
    ...rangeSql('r.nominal_start', 'timestamptz', filter.nominalTime, parameters),
    ...rangeSql('r.duration_ms', 'float8', filter.durationMs, parameters),
  ];
  return combinedSql(own, filter, (part) => runFilterSql(part, parameters));
}

function idSql(column: string, ids: IdFilter | null | undefined, parameters: StatementValues): string[] {
  return [
    ...oneOfSql(column, ids, parameters),
    ...whenGiven(ids?.contains, (part) => `strpos(${column}, ${parameters.add(part)}::text) > 0`),
  ];
}

/** One of its datasets in that role meets all that is given, each by any of its names. */
function datasetSql(role: 'INPUT' | 'OUTPUT', ids: IdFilter | null | undefined, parameters: StatementValues): string[] {
  const namedBy = (values: readonly string[]): string => `d.dataset_id = any(array(
    select n.dataset_id from unnest(${parameters.add(values)}::text[]) k (dataset_id) cross join ${namesOf('k.dataset_id')} n))`;
  const conditions = [
    ...whenGiven(ids?.eq, (value) => namedBy([value])),
    ...whenGiven(ids?.in, namedBy),
    ...whenGiven(
      ids?.contains,
      (part) => `exists (select from ${namesOf('d.dataset_id')} n where strpos(n.dataset_id, ${parameters.add(part)}::text) > 0)`,
    ),
  ];
  if (conditions.length === 0) return [];
  return [`exists (select from runs.run_dataset d where d.run_id = r.run_id and d.role = '${role}' and ${conditions.join(' and ')})`];
}
