import { combinedSql, oneOfSql, rangeSql, whenGiven, type StatementValues } from '@hotpass/server';
import { namesOf } from '../run-dataset/dataset-names.sql.ts';
import type { RunsSettings } from '../settings.ts';
import type { HealthFilter, IdFilter, JobNames, NameFilter, RunFilter } from './run-filter.ts';
import type { RunHealth } from './run-health.ts';
import { medianSql } from './run-median.sql.ts';

/** What health is judged by, and when. */
export interface HealthMoment {
  readonly settings: RunsSettings;
  readonly now: Date;
}

/** A condition on `runs.run r`. A comparison with an absent value does not hold, so its `not` does. */
export function runFilterSql(filter: RunFilter, parameters: StatementValues, moment: HealthMoment): string {
  const own = [
    ...idSql('r.run_id', filter.id, parameters),
    ...idSql('r.job_id', filter.jobId, parameters),
    ...jobNamesSql('r.job_id', { name: filter.jobName ?? null, namespace: filter.jobNamespace ?? null }, parameters),
    ...idSql('r.parent_run_id', filter.parentId, parameters),
    ...datasetSql('INPUT', filter.inputId, parameters),
    ...datasetSql('OUTPUT', filter.outputId, parameters),
    ...whenGiven(filter.hasParent, (value) => `(r.parent_run_id is not null) = ${parameters.add(value)}::boolean`),
    ...oneOfSql('r.state', filter.state, parameters),
    ...healthSql(filter.health, parameters, moment),
    ...rangeSql('r.started_at', 'timestamptz', filter.startedAt, parameters),
    ...rangeSql('r.ended_at', 'timestamptz', filter.endedAt, parameters),
    ...rangeSql('r.nominal_start', 'timestamptz', filter.nominalTime, parameters),
    ...rangeSql('r.duration_ms', 'float8', filter.durationMs, parameters),
  ];
  return combinedSql(own, filter, (part) => runFilterSql(part, parameters, moment));
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

/** The job of that id, which is SQL, is called so. */
export function jobNamesSql(jobId: string, { name, namespace }: JobNames, parameters: StatementValues): string[] {
  const conditions = [...nameSql('j.name', name, parameters), ...nameSql('j.namespace', namespace, parameters)];
  return conditions.length === 0 ? [] : [`${jobId} in (select j.job_id from runs.job j where ${conditions.join(' and ')})`];
}

/** `like`, because the planner can tell how many names it leaves. */
function nameSql(column: string, names: NameFilter | null | undefined, parameters: StatementValues): string[] {
  return [
    ...oneOfSql(column, names, parameters),
    ...whenGiven(
      names?.contains,
      (part) => `runs.fold(${column}) like '%' || runs.fold(${parameters.add(part.replaceAll(/[%_\\]/g, String.raw`\$&`))}::text) || '%'`,
    ),
  ];
}

/** The verdict of `runHealth`, in SQL. */
function healthSql(health: HealthFilter | null | undefined, parameters: StatementValues, { settings, now }: HealthMoment): string[] {
  const wanted = oneOfSql('h.verdict', health, parameters);
  if (!health || wanted.length === 0) return [];
  const at = `${parameters.add(now.toISOString())}::timestamptz`;
  const median = medianSql('r.job_id', `${parameters.add(settings.medianOverRuns)}::int`);
  const tookMs = `extract(epoch from ${at} - r.started_at)::float8 * 1000`;
  const silent = `r.last_event_time <= ${parameters.add(new Date(now.getTime() - settings.stalledAfterMs).toISOString())}::timestamptz`;
  const late = `r.nominal_end <= ${at} or ${tookMs} >= ${parameters.add(settings.lateFactor)}::float8 * (${median})`;
  const verdict = `case when r.state <> 'RUNNING' then 'ON_TIME' when ${silent} then 'STALLED' when ${late} then 'LATE' else 'ON_TIME' end`;
  const isRunning = isAsked(health, 'ON_TIME') ? [] : [`r.state = 'RUNNING'`];
  return [...isRunning, `exists (select from (select ${verdict} as verdict) h where ${wanted.join(' and ')})`];
}

/** Whether a condition may hold for that word. */
function isAsked({ eq, in: list }: HealthFilter, word: RunHealth): boolean {
  return (eq ?? word) === word && (list?.includes(word) ?? true);
}
