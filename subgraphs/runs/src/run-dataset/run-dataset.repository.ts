import type { Principal } from '@hotpass/kernel';
import { consumerCursor, type Database } from '@hotpass/log';
import { runsProjectorName } from '../projectors/openlineage.projector.ts';
import { storableId } from '../run/storable.ts';
import { namesOf } from './dataset-names.sql.ts';

export type DatasetRole = 'INPUT' | 'OUTPUT';

export interface RunDatasetsKey {
  readonly runId: string;
  readonly role: DatasetRole;
  readonly size: number;
  /** Dataset id to go on after. */
  readonly after: string | null;
  /** The only dataset asked for, by any of its names; null is all. */
  readonly only: string | null;
}

export interface RunDatasetsPage {
  readonly datasetIds: readonly string[];
  readonly totalCount: number;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Log cursor of the projection at the moment of reading. */
  readonly cursor: string;
}

/** A dataset as a run finds it when it starts. */
export interface WriterKey {
  readonly datasetId: string;
  readonly before: Date;
  /** The run itself, which may write what it reads. */
  readonly runId: string;
}

/** A run that wrote a dataset, and the name it has for it. */
export interface Writer {
  readonly runId: string;
  readonly datasetId: string;
}

interface PageRow {
  readonly place: number;
  readonly datasetIds: readonly string[] | null;
  readonly count: number;
}

const pagesText = `
select k.place::int as place, d.dataset_ids as "datasetIds", c.count
from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[]) with ordinality k (run_id, role, size, after_id, only_id, place)
cross join lateral (
  select case when k.only_id is not null then array(select n.dataset_id from ${namesOf('k.only_id')} n) end as ids offset 0
) asked
cross join lateral (
  select array_agg(page.dataset_id order by page.dataset_id) as dataset_ids from (
    select dataset_id from runs.run_dataset
    where run_id = k.run_id and role = k.role and dataset_id > coalesce(k.after_id, '')
      and (asked.ids is null or dataset_id = any(asked.ids))
    order by dataset_id limit k.size + 1
  ) page
) d
cross join lateral (
  select count(*)::int as count from runs.run_dataset
  where run_id = k.run_id and role = k.role and (asked.ids is null or dataset_id = any(asked.ids))
) c`;

const writersText = `
select k.place::int as place, w.run_id as "runId", w.dataset_id as "datasetId"
from unnest($1::text[], $2::timestamptz[], $3::text[]) with ordinality k (dataset_id, before, run_id, place)
cross join lateral (
  select o.run_id, n.dataset_id from ${namesOf('k.dataset_id')} n cross join lateral (
    select d.run_id, d.completed_at from runs.run_dataset d
    where d.dataset_id = n.dataset_id and d.role = 'OUTPUT' and d.completed_at is not null
      and d.completed_at <= k.before and d.run_id <> k.run_id
    order by d.completed_at desc, d.run_id desc limit 1
  ) o order by o.completed_at desc, o.run_id desc, (n.dataset_id = k.dataset_id) desc, n.dataset_id limit 1
) w`;

/** Reads of what runs read and wrote. */
export class RunDatasetRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** One page for each key, in the order of the keys. */
  async pages(principal: Principal, keys: readonly RunDatasetsKey[]): Promise<RunDatasetsPage[]> {
    const values = [
      keys.map((key) => key.runId),
      keys.map((key) => key.role),
      keys.map((key) => key.size),
      keys.map((key) => key.after),
      keys.map(({ only }) => only && storableId(only)),
    ];
    return this.#database.read(principal, async (tx) => {
      const rows = await tx.query<PageRow>({ name: 'runs_dataset_pages', text: pagesText, values });
      const cursor = await consumerCursor(tx, runsProjectorName);
      const found = new Map(rows.map((row) => [row.place, row]));
      return keys.map((key, index) => {
        const { datasetIds, count } = found.get(index + 1) ?? { datasetIds: null, count: 0 };
        const ids = datasetIds ?? [];
        const hasNextPage = ids.length > key.size;
        return { datasetIds: ids.slice(0, key.size), totalCount: count, hasNextPage, hasPreviousPage: key.after !== null, cursor };
      });
    });
  }

  /** Of the runs with the dataset, by any of its names, among their outputs the last to complete by then; in the order of the keys. */
  async writersBefore(principal: Principal, keys: readonly WriterKey[]): Promise<(Writer | null)[]> {
    const values = [keys.map((key) => key.datasetId), keys.map((key) => key.before.toISOString()), keys.map((key) => key.runId)];
    const rows = await this.#database.read(principal, (tx) =>
      tx.query<Writer & { place: number }>({ name: 'runs_writers_before', text: writersText, values }),
    );
    const found = new Map(rows.map((row) => [row.place, row]));
    return keys.map((_key, index) => found.get(index + 1) ?? null);
  }
}
