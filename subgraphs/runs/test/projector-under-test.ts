import type { Entry, ProjectorTx } from '@hotpass/log';
import { createTestDatabase, type TestDatabase } from '@hotpass/testkit';
import { DatasetNameRepository } from '../src/projectors/dataset-name.repository.ts';
import { OpenLineageProjector } from '../src/projectors/openlineage.projector.ts';
import { RunFacetRepository } from '../src/projectors/run-facet.repository.ts';
import { RunRecordRepository } from '../src/projectors/run-record.repository.ts';

/** Every row the projector has written. */
export interface Tables {
  readonly runs: unknown[];
  readonly jobs: unknown[];
  readonly datasets: unknown[];
  readonly facets: unknown[];
  /** Names of one dataset each, whatever their class is called. */
  readonly names: unknown[];
}

/** The projector alone, over a database of its own: batches are what the test says they are. */
export class ProjectorUnderTest implements AsyncDisposable {
  readonly database: TestDatabase;
  readonly #projector = new OpenLineageProjector(new RunRecordRepository(), new RunFacetRepository(), new DatasetNameRepository());
  #statements = 0;

  private constructor(database: TestDatabase) {
    this.database = database;
  }

  static async start(): Promise<ProjectorUnderTest> {
    return new ProjectorUnderTest(await createTestDatabase());
  }

  /** Projects each batch in a transaction. Answers how many statements it took. */
  async project(...batches: readonly (readonly Entry[])[]): Promise<number> {
    this.#statements = 0;
    for (const batch of batches) await this.#transact((tx) => this.#projector.project(tx, batch));
    return this.#statements;
  }

  async reset(): Promise<void> {
    await this.#transact((tx) => this.#projector.reset(tx));
  }

  /** As `reset`, and much faster on tables of a few rows. */
  async empty(): Promise<void> {
    await this.database.pool.query(
      'delete from runs.run_facet; delete from runs.facet_doc; delete from runs.run_dataset; delete from runs.run; delete from runs.job; delete from runs.dataset_name',
    );
  }

  async tables(): Promise<Tables> {
    const rows = async (text: string): Promise<unknown[]> => (await this.database.pool.query(text)).rows;
    return {
      runs: await rows('select * from runs.run order by run_id'),
      jobs: await rows('select job_id, namespace, name from runs.job order by job_id'),
      datasets: await rows(
        'select run_id, role, dataset_id, started_at, completed_at from runs.run_dataset order by run_id, role, dataset_id',
      ),
      facets: await rows(
        `select run_id, place, dataset_id, name, at, doc from runs.run_facet join runs.facet_doc using (hash)
         order by run_id, place, dataset_id, name`,
      ),
      names: await rows('select array_agg(dataset_id order by dataset_id) as ids from runs.dataset_name group by class_id order by 1'),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.database[Symbol.asyncDispose]();
  }

  async #transact(work: (tx: ProjectorTx) => Promise<void>): Promise<void> {
    const client = await this.database.pool.connect();
    let before: Promise<unknown> = Promise.resolve();
    const query: ProjectorTx['query'] = async <Row extends object>({ text, values }: { text: string; values?: readonly unknown[] }) => {
      this.#statements += 1;
      const result = before.then(() => client.query<Row>(text, [...(values ?? [])]));
      before = result.catch(() => undefined);
      return (await result).rows;
    };
    try {
      await client.query('begin');
      await work({ query, writes: true });
      await client.query('commit');
    } finally {
      client.release();
    }
  }
}
