import type { ReadTx } from '@hotpass/log';
import { StatementValues } from '@hotpass/server';
import type { ListedNode, SortKey } from '../node/node.row.ts';
import { nodeFilterSql } from './catalog-filter.sql.ts';
import type { NodeFilter } from './catalog-filter.ts';

/** Counting stops here: a count over everything costs more than it tells. */
const maximumCount = 10_000;

/** Lists of all datasets or jobs, by name without case and accents. */
export class CatalogRepository {
  /** One more than asked for, when there is one. */
  page(tx: ReadTx, which: NodeFilter, after: SortKey | null, size: number): Promise<ListedNode[]> {
    const parameters = new StatementValues();
    const kind = parameters.add(which.kind);
    const place = after ? `and (n.search_start, n.uid collate "C") > (${parameters.add(after[0])}, ${parameters.add(after[1])})` : '';
    const text = `
      select n.uid as id, n.kind, s.uid as "namespaceId", s.name as namespace, n.name, n.first_seen as "firstSeen", n.last_seen as "lastSeen",
        n.search_start as "sortName"
      from lineage.node n join lineage.namespace s on s.id = n.namespace
      where n.kind = ${kind} ${place} and (${nodeFilterSql(which, parameters)})
      order by n.search_start, n.uid collate "C" limit ${parameters.add(size + 1)}`;
    return tx.query<ListedNode>({ text, values: parameters.values });
  }

  /** How many there are, or null when they are more than 10,000. */
  async count(tx: ReadTx, which: NodeFilter): Promise<number | null> {
    const parameters = new StatementValues();
    const kind = parameters.add(which.kind);
    const text = `
      select count(*)::int as count from (
        select from lineage.node n join lineage.namespace s on s.id = n.namespace
        where n.kind = ${kind} and (${nodeFilterSql(which, parameters)}) limit ${maximumCount + 1}
      ) counted`;
    const [row] = await tx.query<{ count: number }>({ text, values: parameters.values });
    const count = row?.count ?? 0;
    return count > maximumCount ? null : count;
  }
}
