import type { ReadTx } from '@hotpass/log';
import type { SearchKind, TagText } from './search-text.ts';

/** A name that meets the text, and its place in the order of the answer. */
export interface FoundName {
  /** 1 and 2 all of it, 3 and 4 its beginning, 5 words of it, 6 parts of words, 7 another spelling. */
  readonly rank: number;
  readonly kind: Lowercase<SearchKind>;
  readonly id: string;
  readonly name: string;
  /** Of a column: id of its dataset. */
  readonly dataset: string | null;
  readonly late: number;
  /** At rank 7: which spelling, from 1. */
  readonly step: number;
  readonly key: string;
}

export type SearchPlace = Pick<FoundName, 'rank' | 'late' | 'step' | 'key' | 'id'>;

export const beginning: SearchPlace = { rank: 0, late: 0, step: 0, key: '', id: '' };
/** Before everything that another spelling finds. */
export const beforeSpellings: SearchPlace = { ...beginning, rank: 7 };

export interface SearchStatement {
  /** Namespaces the caller may see; null is all of them. */
  readonly scope: readonly number[] | null;
  readonly kinds: readonly SearchKind[];
  readonly namespaces: readonly number[] | null;
  /** Ids one of which it has to be; null is no condition. */
  readonly tagged: readonly string[] | null;
  readonly text: string;
  readonly spellings: readonly string[] | null;
  readonly after: SearchPlace;
  readonly size: number;
}

/** An entity that carries a tag; a column by its dataset and path. */
export interface TaggedEntity {
  readonly entity: string;
  readonly field: string;
}

/** What search reads: its SECURITY DEFINER functions, and who carries a tag. */
export class SearchRepository {
  names(tx: ReadTx, statement: SearchStatement): Promise<FoundName[]> {
    const { scope, kinds, namespaces, tagged, text, spellings, after, size } = statement;
    return tx.query<FoundName>({
      name: 'lineage.search',
      text: `select rank, kind, id, name, dataset, late, step, key
             from lineage.search($1::int[], $2::text[], $3::int[], $4::text[], $5, $6::text[], $7, $8, $9, $10, $11, $12)`,
      values: [
        scope,
        kinds.map((kind) => kind.toLowerCase()),
        namespaces,
        tagged,
        text,
        spellings,
        after.rank,
        after.late,
        after.step,
        after.key,
        after.id,
        size,
      ],
    });
  }

  async namespaceNumbers(tx: ReadTx, ids: readonly string[]): Promise<number[]> {
    const rows = await tx.query<{ id: number }>({
      name: 'lineage.search.namespaces',
      text: 'select id from lineage.namespace where uid = any($1::text[])',
      values: [ids],
    });
    return rows.map(({ id }) => id);
  }

  tagged(tx: ReadTx, { key, value }: TagText, limit: number): Promise<TaggedEntity[]> {
    return tx.query<TaggedEntity>({
      name: 'lineage.search.tagged',
      text: `select distinct entity, field from lineage.tag
             where left(key, 200) = left($1, 200) and key = $1 and ($2::text is null or value = $2) limit $3`,
      values: [key, value, limit],
    });
  }
}
