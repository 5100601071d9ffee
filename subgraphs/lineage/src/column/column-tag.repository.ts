import type { ReadTx } from '@hotpass/log';
import { allFitting, boundedSql, fitsSql } from '../facet/bounded-text.ts';

/** A tag of columns of a dataset, and how many of them carry it. */
export interface ColumnTagRow {
  readonly dataset: string;
  readonly key: string;
  readonly value: string;
  readonly count: number;
}

const texts = ['t.key', 't.value'];

/** Of producers the newest `tags` facet of all names of the dataset; of people what they put on columns, whether a schema has them or not. */
const ofDatasets = `
  select k.dataset, ${fitsSql(...texts)} as fits, ${boundedSql('t.key', texts)} as key, ${boundedSql('t.value', texts)} as value, t.count
  from unnest($1::text[]) as k(dataset)
  cross join lateral (
    select c.key, c.value, count(*)::int as count
    from (
      select t.field as path, t.key, t.value
      from (
        select f.entity from lineage.same_as(k.dataset) as s(id) join lineage.entity_facet f on f.entity = s.id and f.name = 'tags'
        order by f.at desc, f.entity = k.dataset desc, f.entity limit 1
      ) f
      join lineage.facet_tag t on t.entity = f.entity and t.field <> ''
      union
      select c.path, t.key collate "default", t.value
      from lineage.same_as(k.dataset) as s(id)
      cross join lateral (
        select d.id, d.path from lineage.dataset_column d where d.dataset = s.id collate "C"
        union
        select n.id, n.path from lineage.named_column n where n.dataset = s.id collate "C"
      ) c
      join lineage.entity_tag t on t.entity = c.id
    ) c
    group by c.key, c.value order by count(*) desc, c.key, c.value limit $2
  ) t
  order by k.dataset, t.count desc, t.key, t.value`;

/** What the columns of datasets are tagged with, taken together. */
export class ColumnTagRepository {
  /** At most so many of each dataset, those of most columns first. @throws LimitExceededError when they are too large together. */
  async ofDatasets(tx: ReadTx, datasets: readonly string[], limit: number): Promise<readonly ColumnTagRow[]> {
    return allFitting(await tx.query<ColumnTagRow & { readonly fits: boolean }>({ text: ofDatasets, values: [datasets, limit] }));
  }
}
