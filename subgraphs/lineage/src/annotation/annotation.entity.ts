import { Entity, EntityColumn, PrimaryColumn } from '@hotpass/server';

/** What people say of one namespace, dataset, job or column. */
@Entity({ schema: 'lineage', name: 'annotation' })
export class AnnotationEntity {
  @PrimaryColumn({ type: 'text' })
  entity: string;

  /** Rises with every change of it or of its tags. */
  @EntityColumn({ type: 'int' })
  version: number;

  @EntityColumn({ type: 'text', nullable: true })
  description: string | null;

  @EntityColumn({ type: 'text', nullable: true, name: 'described_by' })
  describedBy: string | null;

  @EntityColumn({ type: 'timestamptz', nullable: true, name: 'described_at' })
  describedAt: Date | null;
}

@Entity({ schema: 'lineage', name: 'entity_tag' })
export class EntityTagEntity {
  @PrimaryColumn({ type: 'text' })
  entity: string;

  @PrimaryColumn({ type: 'text' })
  key: string;

  @EntityColumn({ type: 'text' })
  value: string;

  @EntityColumn({ type: 'text', name: 'tagged_by' })
  taggedBy: string;

  @EntityColumn({ type: 'timestamptz', name: 'tagged_at' })
  taggedAt: Date;
}
