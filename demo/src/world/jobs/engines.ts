import type { DatasetSpec, JobSpec, OutputSpec } from '../model.ts';

/** What is left to say about a job once its engine is known. */
type JobDetails = Pick<JobSpec, 'documentation' | 'owner' | 'sourcePath' | 'minutes'> & Partial<Pick<JobSpec, 'inputs' | 'outputs'>>;

export function airflowDag(name: string, details: JobDetails): JobSpec {
  return { namespace: 'airflow-refinery', name, engine: 'AIRFLOW', jobType: 'DAG', inputs: [], outputs: [], ...details };
}

/** Airflow's tasks are named `dag.task`. */
export function airflowTask(name: `${string}.${string}`, details: JobDetails): JobSpec {
  return { namespace: 'airflow-refinery', name, engine: 'AIRFLOW', jobType: 'TASK', inputs: [], outputs: [], ...details };
}

/** One Spark action: `application.command.table`, as the Spark integration names them. */
export function sparkWrite(application: string, details: Omit<JobDetails, 'outputs'> & { readonly output: OutputSpec }): JobSpec {
  const { output, ...rest } = details;
  const table = output.dataset.name.replaceAll('/', '_');
  return {
    namespace: 'spark-refinery',
    name: `${application}.execute_insert_into_hadoop_fs_relation_command.${table}`,
    engine: 'SPARK',
    jobType: 'JOB',
    inputs: [],
    ...rest,
    outputs: [output],
  };
}

/** One dbt model under `dbt build`: `database.schema.project.model.build.run`. */
export function dbtModel(
  output: OutputSpec,
  details: { readonly documentation: string; readonly sql: string; readonly inputs: readonly DatasetSpec[] },
): JobSpec {
  const [database, schema, model] = output.dataset.name.split('.');
  return {
    namespace: 'dbt-refinery',
    name: `${database}.${schema}.schools.${model}.build.run`,
    engine: 'DBT',
    jobType: 'MODEL',
    owner: output.dataset.owner,
    sourcePath: `dbt/models/${schema}/${model}.sql`,
    minutes: [1, 4],
    ...details,
    outputs: [output],
  };
}
