import { decodeCursor } from '@hotpass/kernel';
import type { Principal } from '@hotpass/kernel';
import { consumerCursor } from '@hotpass/log';
import { catalogReached } from '../catalog/catalog-log.ts';
import type { CatalogLog } from '../catalog/catalog-log.ts';
import { withinDeadline } from '../lineage-index/deadline.ts';
import { catalogProjectorName } from '../projectors/catalog.projector.ts';
import { facetsProjectorName } from '../projectors/facets.projector.ts';
import { lineageProjectorName } from '../projectors/openlineage.projector.ts';
import type { ChangePlace, ChangeRepository, ChangeRow } from './change.repository.ts';

export interface ChangePage {
  readonly changes: readonly ChangeRow[];
  readonly hasNextPage: boolean;
  /** Place in the log up to which changes are listed. */
  readonly cursor: string;
}

const deadlineMs = 5_000;
const tooSlow = 'To find what changed last took too long. Try again.';

export class ChangeService {
  readonly #log: CatalogLog;
  readonly #changes: ChangeRepository;

  constructor(log: CatalogLog, changes: ChangeRepository) {
    this.#log = log;
    this.#changes = changes;
  }

  /** Resolves when the changes of a place can be listed. @throws TimeoutError */
  reached(place: string | undefined): Promise<void> {
    return catalogReached(this.#log, place);
  }

  /** What changed last, as far as all projectors have read: what one is ahead with would come before a cursor later. */
  recent(principal: Principal, after: ChangePlace | null, size: number): Promise<ChangePage> {
    return this.#log.database.read(principal, async (tx) => {
      const cursor = await consumerCursor(tx, lineageProjectorName, catalogProjectorName, facetsProjectorName);
      const upTo = decodeCursor(cursor).position;
      const found = await withinDeadline(tx, deadlineMs, () => this.#changes.page(tx, upTo, after, size + 1), tooSlow);
      return { changes: found.slice(0, size), hasNextPage: found.length > size, cursor };
    });
  }
}
