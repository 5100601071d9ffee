import { PageInfo, UserError } from '@hotpass/server';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { SavedViewEntity } from './saved-view.entity.ts';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A view of a screen that a person keeps under a name.' })
export class SavedView {
  @Field(() => ID, { description: '`view_` and a UUID.' })
  id: string;

  @Field(() => String, { description: 'What the person calls it.' })
  name: string;

  @Field(() => String, { description: 'Path and query string of the screen, as the client wrote them.' })
  query: string;

  @Field(() => Boolean, { description: 'Whether everybody may see it.' })
  shared: boolean;

  @Field(() => String, { description: 'Opaque id of the person whose it is: only they may change it.' })
  ownedBy: string;

  @Field(() => Int, { description: 'Rises with every change: give it as `baseVersion` of the next.' })
  version: number;

  @Field(() => Date, { description: 'When it was first saved.' })
  createdAt: Date;

  @Field(() => Date, { description: 'When it was last changed.' })
  updatedAt: Date;
}

@ObjectType({ description: 'A page of saved views, newest first.' })
export class SavedViewConnection {
  @Field(() => [SavedView], { description: 'The views of this page.' })
  nodes: readonly SavedView[];

  @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
  pageInfo: PageInfo;
}

@InputType({ description: 'A view to keep.' })
export class SaveViewInput {
  @Field(() => String, { description: 'What to call it; 1 to 100 characters.' })
  name: string;

  @Field(() => String, { description: 'Path and query string of the screen; at most 4,000 characters.' })
  query: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether everybody may see it; not unless given.' })
  shared: boolean | null;
}

@InputType({ description: 'What to change of a saved view; what is not given stays.' })
export class ChangeViewInput {
  @Field(() => ID, { description: 'Id of the view.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'What to call it from here on; 1 to 100 characters.' })
  name: string | null;

  @Field(() => String, { nullable: true, description: 'Path and query string of the screen; at most 4,000 characters.' })
  query: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether everybody may see it.' })
  shared: boolean | null;

  @Field(() => Int, { nullable: true, description: 'The version the caller saw: any change since makes it STALE_VERSION.' })
  baseVersion: number | null;
}

@InputType({ description: 'A saved view to delete.' })
export class DeleteViewInput {
  @Field(() => ID, { description: 'Id of the view.' })
  id: string;

  @Field(() => Int, { nullable: true, description: 'The version the caller saw: any change since makes it STALE_VERSION.' })
  baseVersion: number | null;
}

@ObjectType({ description: 'What became of a saved view.' })
export class SavedViewPayload {
  @Field(() => SavedView, { nullable: true, description: 'The view as it is from here on; null when it was deleted.' })
  view: SavedView | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The entry of the log that says so, accepted wherever a cursor is; null when it was so already.',
  })
  entryId: string | null;

  @Directive('@listSize(assumedSize: 1)')
  @Field(() => [UserError], { description: 'Why it did not happen; empty when it did.' })
  errors: UserError[];
}

export function toSavedView(row: SavedViewEntity): SavedView {
  const { id, name, query, shared, owner, version, createdAt, updatedAt } = row;
  return { id, name, query, shared, ownedBy: owner, version, createdAt, updatedAt };
}

/** The payload of a failure. */
export function failedView(errors: UserError[]): SavedViewPayload {
  return { view: null, entryId: null, errors };
}
