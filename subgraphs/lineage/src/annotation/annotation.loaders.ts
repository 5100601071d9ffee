import type { Principal } from '@hotpass/kernel';
import type { Database } from '@hotpass/log';
import DataLoader from 'dataloader';
import type { AnnotationRepository, AnnotationRow, EntityTagRow } from './annotation.repository.ts';

/** Batches of one request: what people said, by the id of what they said it of. */
export interface AnnotationLoaders {
  readonly annotation: DataLoader<string, AnnotationRow | null>;
  readonly entityTags: DataLoader<string, readonly EntityTagRow[]>;
}

export function annotationLoaders(database: Database, annotations: AnnotationRepository, principal: Principal): AnnotationLoaders {
  return {
    annotation: new DataLoader(async (ids) => {
      const rows = await database.read(principal, (tx) => annotations.byEntities(tx, ids));
      const byEntity = new Map(rows.map((row) => [row.entity, row]));
      return ids.map((id) => byEntity.get(id) ?? null);
    }),
    entityTags: new DataLoader(async (ids) => {
      const rows = Map.groupBy(await database.read(principal, (tx) => annotations.tagsOf(tx, ids)), (row) => row.entity);
      return ids.map((id) => rows.get(id) ?? []);
    }),
  };
}
