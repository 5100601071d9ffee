import type { Principal } from '@hotpass/kernel';
import type { Database } from '@hotpass/log';
import type { Page, SortKey } from '../node/node.row.ts';
import { lineageCursor } from '../projectors/lineage-cursor.ts';
import type { NamespaceRepository, PagedNamespaceRow } from './namespace.repository.ts';

export class NamespaceService {
  readonly #database: Database;
  readonly #namespaces: NamespaceRepository;

  constructor(database: Database, namespaces: NamespaceRepository) {
    this.#database = database;
    this.#namespaces = namespaces;
  }

  /** A page of all namespaces by name. */
  page(principal: Principal, after: SortKey | null, size: number): Promise<Page<PagedNamespaceRow>> {
    return this.#database.read(principal, async (tx) => {
      const found = await this.#namespaces.page(tx, after, size + 1);
      const cursor = await lineageCursor(tx);
      return { rows: found.slice(0, size), hasNextPage: found.length > size, cursor };
    });
  }
}
