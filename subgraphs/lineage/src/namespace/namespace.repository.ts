import type { ReadTx } from '@hotpass/log';
import type { SortKey } from '../node/node.row.ts';
import { storable } from '../node/storable.ts';

export interface NamespaceRow {
  readonly id: string;
  readonly name: string;
}

export interface PagedNamespaceRow extends NamespaceRow {
  readonly sortName: string;
}

const page = `
  select uid as id, name, left(name, 200) as "sortName"
  from lineage.namespace
  where (left(name, 200) collate "C", uid) > ($1::text, $2::text)
  order by left(name, 200) collate "C", uid
  limit $3`;

/** Reads of namespaces; they come into being with their first vertex. */
export class NamespaceRepository {
  byIds(tx: ReadTx, ids: readonly string[]): Promise<NamespaceRow[]> {
    return tx.query<NamespaceRow>({
      name: 'lineage.namespace.by_ids',
      text: 'select uid as id, name from lineage.namespace where uid = any($1::text[])',
      values: [storable(ids)],
    });
  }

  page(tx: ReadTx, after: SortKey | null, limit: number): Promise<PagedNamespaceRow[]> {
    const [name, id] = after ?? ['', ''];
    return tx.query<PagedNamespaceRow>({ name: 'lineage.namespace.page', text: page, values: [name, id, limit] });
  }
}
