import { Entity, EntityColumn, PrimaryColumn } from '@hotpass/server';

/** A view a person keeps: a name for the query string of a screen. */
@Entity({ schema: 'lineage', name: 'saved_view' })
export class SavedViewEntity {
  @PrimaryColumn({ type: 'text' })
  id: string;

  @EntityColumn({ type: 'text' })
  owner: string;

  @EntityColumn({ type: 'text' })
  name: string;

  @EntityColumn({ type: 'text' })
  query: string;

  @EntityColumn({ type: 'boolean' })
  shared: boolean;

  @EntityColumn({ type: 'int' })
  version: number;

  @EntityColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt: Date;

  @EntityColumn({ type: 'timestamptz', name: 'updated_at' })
  updatedAt: Date;
}
