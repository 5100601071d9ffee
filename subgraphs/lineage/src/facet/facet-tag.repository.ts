import type { ProjectorTx, ReadTx } from '@hotpass/log';
import type { FacetTag } from '@hotpass/openlineage';
import { slices } from '../projection/slices.ts';
import { allFitting, boundedSql, fitsSql } from './bounded-text.ts';

export interface FacetTagRow {
  readonly entity: string;
  /** Path of a column; empty for the entity itself. */
  readonly field: string;
  readonly key: string;
  readonly value: string;
  readonly source: string | null;
}

const clear = 'delete from lineage.facet_tag where entity = any($1::text[])';

const write = `
  insert into lineage.facet_tag (entity, ordinal, field, key, value, source)
  select k.entity, k.ordinal, k.field, k.key, k.value, k.source
  from unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[]) as k(entity, ordinal, field, key, value, source)`;

/** What may be long. */
const texts = ['t.key', 't.value', 't.source'];

/** Of all names of a dataset the one with the newest `tags` facet says. */
const ofFields = `
  select k.entity, t.field, ${fitsSql(...texts)} as fits,
    ${boundedSql('t.key', texts)} as key, ${boundedSql('t.value', texts)} as value, ${boundedSql('t.source', texts)} as source
  from unnest($1::text[], $2::text[]) as k(entity, field)
  cross join lateral (
    select f.entity
    from lineage.same_as(k.entity) as s(id) join lineage.entity_facet f on f.entity = s.id and f.name = 'tags'
    order by f.at desc, f.entity = k.entity desc, f.entity limit 1
  ) f
  cross join lateral (
    select * from lineage.facet_tag t where t.entity = f.entity and t.field = k.field order by t.ordinal limit $3
  ) t
  order by k.entity, t.ordinal`;

/** Every query on `lineage.facet_tag`. */
export class FacetTagRepository {
  /** Puts these tags in place of all that each entity had. */
  async replace(tx: ProjectorTx, tags: ReadonlyMap<string, readonly FacetTag[]>): Promise<void> {
    for (const slice of slices([...tags.keys()])) await tx.query({ name: 'lineage.facet_tag.clear', text: clear, values: [slice] });
    const rows = [...tags].flatMap(([entity, own]) => own.map((tag, ordinal) => ({ entity, ordinal, ...tag })));
    if (rows.length === 0) return;
    for (const slice of slices(rows)) {
      const values = [
        slice.map((row) => row.entity),
        slice.map((row) => row.ordinal),
        slice.map((row) => row.field ?? ''),
        slice.map((row) => row.key),
        slice.map((row) => row.value),
        slice.map((row) => row.source),
      ];
      await tx.query({ name: 'lineage.facet_tag.write', text: write, values });
    }
  }

  /** At most so many of each. @throws LimitExceededError when they are too large together. */
  async ofFields(
    tx: ReadTx,
    keys: readonly { readonly entity: string; readonly field: string }[],
    limit: number,
  ): Promise<readonly FacetTagRow[]> {
    const values = [keys.map((key) => key.entity), keys.map((key) => key.field), limit];
    return allFitting(await tx.query<FacetTagRow & { readonly fits: boolean }>({ text: ofFields, values }));
  }
}
