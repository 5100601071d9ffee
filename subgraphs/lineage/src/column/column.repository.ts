import type { ReadTx } from '@hotpass/log';
import { allFitting, boundedSql, fitsSql } from '../facet/bounded-text.ts';
import { storable } from '../node/storable.ts';

export interface ColumnRow {
  readonly id: string;
  readonly dataset: string;
  readonly path: string;
  /** Null when only column lineage names it. */
  readonly ordinal: number | null;
  readonly type: string | null;
  readonly description: string | null;
}

interface PagedColumnRow extends ColumnRow {
  readonly n: number;
  readonly fits: boolean;
}

export interface ColumnPageRequest {
  readonly dataset: string;
  readonly size: number;
  /** Ordinal of the last column of the page before, or 0. */
  readonly after: number;
}

/** What may be long. */
const texts = ['c.path', 'c.type', 'c.description'];

/** What the newest schema says counts; a column that only column lineage names is one too. */
const byIds = `
  select k.id, coalesce(c.dataset, n.dataset) as dataset, coalesce(c.path, n.path) as path, c.ordinal,
    ${fitsSql(...texts)} as fits, ${boundedSql('c.type', texts)} as type, ${boundedSql('c.description', texts)} as description
  from unnest($1::text[]) as k(id)
  left join lineage.dataset_column c on c.id = k.id
  left join lineage.named_column n on n.id = k.id
  where c.id is not null or n.id is not null`;

/** Of all names of a dataset the one whose schema is the newest. */
const described = (of: string): string => `
    select d.dataset from lineage.same_as(${of}) as s(id) join lineage.dataset_schema d on d.dataset = s.id
    order by d.at desc, d.dataset = ${of} desc, d.dataset limit 1`;

const pages = `
  select k.n::int as n, c.id, c.dataset, c.path, c.ordinal, ${fitsSql(...texts)} as fits,
    ${boundedSql('c.type', texts)} as type, ${boundedSql('c.description', texts)} as description
  from unnest($1::text[], $2::int[], $3::int[]) with ordinality as k(dataset, size, after, n)
  cross join lateral (${described('k.dataset')}) d
  cross join lateral (
    select c.id, c.dataset, c.path, c.ordinal, c.type, c.description from lineage.dataset_column c
    where c.dataset = d.dataset and c.ordinal > k.after
    order by c.ordinal limit k.size
  ) c
  order by k.n, c.ordinal`;

const counts = `
  select k.dataset, (select count(*) from lineage.dataset_column c where c.dataset = d.dataset)::int as count
  from unnest($1::text[]) as k(dataset)
  cross join lateral (${described('k.dataset')}) d`;

const names = `select k.entity, array(select lineage.same_as(k.entity)) as names from unnest($1::text[]) as k(entity)`;

/** Reads columns. */
export class ColumnRepository {
  /** @throws LimitExceededError when they are too large together. */
  async byIds(tx: ReadTx, ids: readonly string[]): Promise<readonly ColumnRow[]> {
    const statement = { name: 'lineage.column.by_ids', text: byIds, values: [storable(ids)] };
    return allFitting(await tx.query<ColumnRow & { readonly fits: boolean }>(statement));
  }

  /**
   * One row more than each page holds, when there is one; `n` says which request a row belongs to, from 1.
   * @throws LimitExceededError when they are too large together.
   */
  async pages(tx: ReadTx, requests: readonly ColumnPageRequest[]): Promise<readonly PagedColumnRow[]> {
    const values = [
      requests.map((request) => request.dataset),
      requests.map((request) => request.size + 1),
      requests.map((request) => request.after),
    ];
    return allFitting(await tx.query<PagedColumnRow>({ text: pages, values }));
  }

  counts(tx: ReadTx, datasets: readonly string[]): Promise<{ readonly dataset: string; readonly count: number }[]> {
    return tx.query({ text: counts, values: [datasets] });
  }

  /** Each dataset with all its names, its own first. */
  names(tx: ReadTx, datasets: readonly string[]): Promise<{ readonly entity: string; readonly names: readonly string[] }[]> {
    return tx.query({ text: names, values: [datasets] });
  }
}
