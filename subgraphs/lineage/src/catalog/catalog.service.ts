import type { Principal } from '@hotpass/kernel';
import type { Database } from '@hotpass/log';
import { withinDeadline } from '../lineage-index/deadline.ts';
import type { ListedNode, Page, SortKey } from '../node/node.row.ts';
import { lineageCursor } from '../projectors/lineage-cursor.ts';
import { checkNodeFilter } from './catalog-filter.ts';
import type { NodeFilter } from './catalog-filter.ts';
import type { CatalogRepository } from './catalog.repository.ts';

const deadlineMs = 5_000;
const tooSlow = 'To go through the list with this filter took too long. Ask for less.';

export class CatalogService {
  readonly #database: Database;
  readonly #catalog: CatalogRepository;

  constructor(database: Database, catalog: CatalogRepository) {
    this.#database = database;
    this.#catalog = catalog;
  }

  /** A page of the datasets or jobs that meet the filter. @throws LimitExceededError, BadUserInputError, TimeoutError */
  page(principal: Principal, which: NodeFilter, after: SortKey | null, size: number): Promise<Page<ListedNode>> {
    checkNodeFilter(which);
    return this.#database.read(principal, async (tx) => {
      const found = await withinDeadline(tx, deadlineMs, () => this.#catalog.page(tx, which, after, size), tooSlow);
      return { rows: found.slice(0, size), hasNextPage: found.length > size, cursor: await lineageCursor(tx) };
    });
  }

  /** How many meet each filter, or null when they are more than 10,000. */
  counts(principal: Principal, filters: readonly NodeFilter[]): Promise<(number | null)[]> {
    return this.#database.read(principal, async (tx) => {
      const counts: (number | null)[] = [];
      for (const which of filters) counts.push(await withinDeadline(tx, deadlineMs, () => this.#catalog.count(tx, which), tooSlow));
      return counts;
    });
  }
}
