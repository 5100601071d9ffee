import type { Principal } from '@hotpass/kernel';
import type { Database } from '@hotpass/log';
import DataLoader from 'dataloader';
import type { AnnotationRepository, AnnotationRow } from './annotation.repository.ts';

/** Batches of one request: what people said, by the id of what they said it of; null where nobody said anything. */
export interface AnnotationLoaders {
  readonly annotation: DataLoader<string, AnnotationRow | null>;
}

export function annotationLoaders(database: Database, annotations: AnnotationRepository, principal: Principal): AnnotationLoaders {
  return {
    annotation: new DataLoader(async (ids) => {
      const rows = await database.read(principal, (tx) => annotations.byEntities(tx, ids));
      const byEntity = new Map(rows.map((row) => [row.entity, row]));
      return ids.map((id) => byEntity.get(id) ?? null);
    }),
  };
}
