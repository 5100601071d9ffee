import type { Principal } from '@hotpass/kernel';
import { consumerCursor } from '@hotpass/log';
import type { Database } from '@hotpass/log';
import type { Page, SortKey } from '../node/node.row.ts';
import { lineageProjectorName } from '../projectors/openlineage.projector.ts';
import type { NamespaceRepository, NamespaceRow } from './namespace.repository.ts';

export class NamespaceService {
  readonly #database: Database;
  readonly #namespaces: NamespaceRepository;

  constructor(database: Database, namespaces: NamespaceRepository) {
    this.#database = database;
    this.#namespaces = namespaces;
  }

  /** A page of all namespaces by name. */
  page(principal: Principal, after: SortKey | null, size: number): Promise<Page<NamespaceRow>> {
    return this.#database.read(principal, async (tx) => {
      const found = await this.#namespaces.page(tx, after, size + 1);
      const cursor = await consumerCursor(tx, lineageProjectorName);
      const rows = found.slice(0, size);
      return { rows, keys: rows.map((row) => [row.sortName, row.id]), hasNextPage: found.length > size, cursor };
    });
  }
}
