import type { ProjectorTx } from '@hotpass/log';
import { joinClasses, joining, type ClassChanges } from './name-class.ts';
import type { Symlink } from './read-symlinks.ts';

interface NameRow {
  readonly datasetId: string;
  readonly classId: string;
}

const readText = `
select n.dataset_id as "datasetId", n.class_id as "classId" from unnest($1::text[]) k (dataset_id)
cross join lateral (select * from runs.dataset_name where dataset_id = k.dataset_id limit 1) n`;

const sizesText = `
select k.class_id as "classId", c.count from unnest($1::text[]) k (class_id)
cross join lateral (select count(*)::int as count from runs.dataset_name where class_id = k.class_id) c`;

const moveText = `
update runs.dataset_name n set class_id = k.to_id from unnest($1::text[], $2::text[]) k (from_id, to_id) where n.class_id = k.from_id`;

const addText = `
insert into runs.dataset_name (dataset_id, class_id)
select * from unnest($1::text[], $2::text[])
on conflict do nothing`;

/** Which names are of one dataset. */
export class DatasetNameRepository {
  /** One statement when the symlinks say nothing new, at most four when they do. */
  async join(tx: ProjectorTx, symlinks: readonly Symlink[]): Promise<void> {
    const names = new Set(symlinks.flatMap(({ datasetId, targetId }) => [datasetId, targetId]));
    const rows = await tx.query<NameRow>({ name: 'runs_read_names', text: readText, values: [[...names]] });
    const classOf = new Map(rows.map(({ datasetId, classId }) => [datasetId, classId]));
    const fresh = joining(symlinks, classOf);
    if (fresh.length > 0) await this.#write(tx, joinClasses(fresh, classOf, await this.#sizes(tx, [...new Set(classOf.values())])));
  }

  async clear(tx: ProjectorTx): Promise<void> {
    await tx.query({ text: 'truncate runs.dataset_name' });
  }

  async #sizes(tx: ProjectorTx, classIds: readonly string[]): Promise<Map<string, number>> {
    if (classIds.length === 0) return new Map();
    const rows = await tx.query<{ classId: string; count: number }>({ name: 'runs_name_classes', text: sizesText, values: [classIds] });
    return new Map(rows.map(({ classId, count }) => [classId, count]));
  }

  async #write(tx: ProjectorTx, { moved, added }: ClassChanges): Promise<void> {
    if (moved.length > 0) {
      const values = [moved.map(({ from }) => from), moved.map(({ to }) => to)];
      await tx.query({ name: 'runs_move_names', text: moveText, values });
    }
    if (added.length > 0) {
      const values = [added.map(({ datasetId }) => datasetId), added.map(({ classId }) => classId)];
      await tx.query({ name: 'runs_add_names', text: addText, values });
    }
  }
}
