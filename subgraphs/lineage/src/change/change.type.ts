import { PageInfo } from '@hotpass/server';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { ChangeKind, ChangeRow } from './change.repository.ts';

const changeKinds: Readonly<{ [Kind in ChangeKind]: Kind }> = {
  DATASET_ADDED: 'DATASET_ADDED',
  JOB_ADDED: 'JOB_ADDED',
  INPUT_ADDED: 'INPUT_ADDED',
  INPUT_REMOVED: 'INPUT_REMOVED',
  OUTPUT_ADDED: 'OUTPUT_ADDED',
  OUTPUT_REMOVED: 'OUTPUT_REMOVED',
  SCHEMA_CHANGED: 'SCHEMA_CHANGED',
  DATASET_DROPPED: 'DATASET_DROPPED',
  DATASET_RENAMED: 'DATASET_RENAMED',
  DATASET_TRUNCATED: 'DATASET_TRUNCATED',
};

registerEnumType(changeKinds, {
  name: 'ChangeKind',
  description: 'What changed in the graph.',
  valuesConfig: {
    DATASET_ADDED: { description: 'A dataset was mentioned for the first time.' },
    JOB_ADDED: { description: 'A job was mentioned for the first time.' },
    INPUT_ADDED: { description: 'A job reads a dataset that it did not read before.' },
    INPUT_REMOVED: { description: 'A job no longer reads a dataset.' },
    OUTPUT_ADDED: { description: 'A job writes a dataset that it did not write before.' },
    OUTPUT_REMOVED: { description: 'A job no longer writes a dataset.' },
    SCHEMA_CHANGED: { description: 'The columns of a dataset are others than before, or say something else.' },
    DATASET_DROPPED: { description: 'A dataset was removed.' },
    DATASET_RENAMED: { description: 'A dataset got the name it has.' },
    DATASET_TRUNCATED: { description: 'The content of a dataset was removed.' },
  },
});

@ObjectType({ description: 'Something that changed in the newest state of the graph.' })
export class Change {
  @Field(() => ID, { description: 'Of this change alone.' })
  id: string;

  @Field(() => changeKinds, { description: 'What changed.' })
  kind: ChangeKind;

  @Field(() => Date, {
    nullable: true,
    description: 'When it happened, by the clock of its producer; null when it is held never to have been so.',
  })
  at: Date | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The entry of the log that told it, accepted wherever a cursor is; null while it is not yet known here.',
  })
  entryId: string | null;

  /** Not part of the API: what its fields are loaded by. */
  row: ChangeRow;
}

@ObjectType({ description: 'A page of what changed in the graph, what was told last first.' })
export class ChangeConnection {
  @Field(() => [Change], { description: 'The changes of this page.' })
  nodes: readonly Change[];

  @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
  pageInfo: PageInfo;

  @Field(() => String, { description: 'Place in the log this page shows.' })
  cursor: string;
}

export function toChange(row: ChangeRow): Change {
  const id = Buffer.from(`${row.position} ${row.place}`, 'utf8').toString('base64url');
  return { id: `chg_${id}`, kind: row.kind, at: row.at, entryId: row.entryId, row };
}
