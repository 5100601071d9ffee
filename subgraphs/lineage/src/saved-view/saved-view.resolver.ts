import { decodePageCursor, mutationResult, pageInfoOf, pageSize, wrongPageCursor } from '@hotpass/server';
import type { RequestContext } from '@hotpass/server';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { isViewId } from './saved-view.service.ts';
import type { SavedViewService, ViewChange } from './saved-view.service.ts';
import {
  ChangeViewInput,
  DeleteViewInput,
  SavedView,
  SavedViewConnection,
  SavedViewPayload,
  SaveViewInput,
  failedView,
  toSavedView,
} from './saved-view.type.ts';

@Resolver()
export class SavedViewResolver {
  readonly #service: SavedViewService;

  constructor(service: SavedViewService) {
    this.#service = service;
  }

  @Query(() => SavedView, { nullable: true, description: 'One saved view, of the caller or shared.' })
  async savedView(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { principal }: RequestContext,
  ): Promise<SavedView | null> {
    const [view] = await this.#service.find(principal, [id]);
    return view ? toSavedView(view) : null;
  }

  // type-graphql prints arguments in reverse order.
  @Query(() => SavedViewConnection, { description: 'The views the caller keeps and those others share, newest first.' })
  async savedViews(
    @Arg('after', () => String, { nullable: true, description: 'Page cursor to go on after.' }) after: string | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, 1 to 100; 25 when not given.' }) first: number | null,
    @Ctx() { principal }: RequestContext,
  ): Promise<SavedViewConnection> {
    const before = after === null || after === undefined ? null : viewIdOf(after);
    const { views, hasNextPage } = await this.#service.page(principal, before, pageSize(first));
    const pageInfo = pageInfoOf(views, ({ id }) => [id], { hasNextPage, hasPreviousPage: before !== null });
    return { nodes: views.map(toSavedView), pageInfo };
  }

  @Mutation(() => SavedViewPayload, { description: 'Keeps a view of a screen under a name.' })
  saveView(
    @Arg('input', () => SaveViewInput, { description: 'The view.' }) { name, query, shared }: SaveViewInput,
    @Ctx() { principal }: RequestContext,
  ): Promise<SavedViewPayload> {
    return payloadOf(() => this.#service.save(principal, { name, query, shared: shared ?? false }));
  }

  @Mutation(() => SavedViewPayload, { description: 'Renames a view of the caller, or has it show or be shown otherwise.' })
  changeView(
    @Arg('input', () => ChangeViewInput, { description: 'What to change.' }) { id, baseVersion, name, query, shared }: ChangeViewInput,
    @Ctx() { principal }: RequestContext,
  ): Promise<SavedViewPayload> {
    const given = Object.entries({ name, query, shared }).filter(([, value]) => value !== null && value !== undefined);
    return payloadOf(() => this.#service.change(principal, id, baseVersion ?? null, Object.fromEntries(given)));
  }

  @Mutation(() => SavedViewPayload, { description: 'Deletes a view of the caller.' })
  deleteView(
    @Arg('input', () => DeleteViewInput, { description: 'Which view.' }) { id, baseVersion }: DeleteViewInput,
    @Ctx() { principal }: RequestContext,
  ): Promise<SavedViewPayload> {
    return mutationResult(
      async () => ({ view: null, entryId: await this.#service.delete(principal, id, baseVersion ?? null), errors: [] }),
      failedView,
    );
  }
}

function payloadOf(change: () => Promise<ViewChange>): Promise<SavedViewPayload> {
  return mutationResult(async () => {
    const { view, entryId } = await change();
    return { view: toSavedView(view), entryId, errors: [] };
  }, failedView);
}

/** @throws BadUserInputError when the text is no cursor of this list. */
function viewIdOf(cursor: string): string {
  const [id] = decodePageCursor(cursor, 1);
  if (typeof id === 'string' && isViewId(id)) return id;
  throw wrongPageCursor();
}
