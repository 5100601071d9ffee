import type { ReadTx, Tx } from '@hotpass/log';
import type { EntityManagers } from '@hotpass/server';
import { SavedViewEntity } from './saved-view.entity.ts';

const columns = `v.id, v.owner, v.name, v.query, v.shared, v.version, v.created_at as "createdAt", v.updated_at as "updatedAt"`;

/** Every query on `lineage.saved_view`. */
export class SavedViewRepository {
  readonly #managers: EntityManagers;

  constructor(managers: EntityManagers) {
    this.#managers = managers;
  }

  find(tx: Tx, id: string): Promise<SavedViewEntity | null> {
    return this.#managers.writing(tx).findOneBy(SavedViewEntity, { id });
  }

  async save(tx: Tx, view: SavedViewEntity): Promise<void> {
    await this.#managers.writing(tx).save(view);
  }

  async remove(tx: Tx, view: SavedViewEntity): Promise<void> {
    await this.#managers.writing(tx).remove(view);
  }

  /** Counted one after the other, so that nobody gets past the limit by asking twice at once. */
  async countOf(tx: Tx, owner: string): Promise<number> {
    await tx.query({ text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))', values: [`lineage.saved_view of ${owner}`] });
    return this.#managers.writing(tx).countBy(SavedViewEntity, { owner });
  }

  /** Those the person may see: their own and shared ones. */
  byIds(tx: ReadTx, person: string, ids: readonly string[]): Promise<SavedViewEntity[]> {
    return tx.query<SavedViewEntity>({
      name: 'lineage.saved_view.by_ids',
      text: `select ${columns} from lineage.saved_view v where v.id = any($2::text[]) and (v.owner = $1 or v.shared)`,
      values: [person, ids],
    });
  }

  /** Newest first; ids are of their time. */
  page(tx: ReadTx, person: string, before: string | null, limit: number): Promise<SavedViewEntity[]> {
    return tx.query<SavedViewEntity>({
      name: 'lineage.saved_view.page',
      text: `select ${columns} from lineage.saved_view v
             where (v.owner = $1 or v.shared) and ($2::text is null or v.id < $2) order by v.id desc limit $3`,
      values: [person, before, limit],
    });
  }
}
