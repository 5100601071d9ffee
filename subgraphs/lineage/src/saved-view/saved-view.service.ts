import { lineageEntryTypes } from '@hotpass/events';
import type { ViewDeletedFact, ViewSavedFact } from '@hotpass/events';
import { ForbiddenError, LimitExceededError, NotFoundError, mintId } from '@hotpass/kernel';
import type { Clock, Principal } from '@hotpass/kernel';
import type { Database, Tx } from '@hotpass/log';
import { inOrder } from '../node/in-order.ts';
import { SavedViewEntity } from './saved-view.entity.ts';
import { checkViewName, checkViewQuery, savedViewLimits } from './saved-view.limits.ts';
import type { SavedViewRepository } from './saved-view.repository.ts';

export interface NewView {
  readonly name: string;
  readonly query: string;
  readonly shared: boolean;
}

export interface ViewPage {
  readonly views: readonly SavedViewEntity[];
  readonly hasNextPage: boolean;
}

/** A view as it stands, and the entry that says so: null when nothing had to change. */
export interface ViewChange {
  readonly view: SavedViewEntity;
  readonly entryId: string | null;
}

/** Views people keep. Only whose view it is may change it; shared ones everybody may see. */
export class SavedViewService {
  readonly #database: Database;
  readonly #views: SavedViewRepository;
  readonly #clock: Clock;

  constructor(database: Database, views: SavedViewRepository, clock: Clock) {
    this.#database = database;
    this.#views = views;
    this.#clock = clock;
  }

  async find(principal: Principal, ids: readonly string[]): Promise<(SavedViewEntity | null)[]> {
    const views = await this.#database.read(principal, (tx) => this.#views.byIds(tx, principal.id, ids.filter(isViewId)));
    return inOrder(ids, views);
  }

  page(principal: Principal, after: string | null, size: number): Promise<ViewPage> {
    return this.#database.read(principal, async (tx) => {
      const views = await this.#views.page(tx, principal.id, after, size + 1);
      return { views: views.slice(0, size), hasNextPage: views.length > size };
    });
  }

  /** @throws LimitExceededError, BadUserInputError */
  async save(principal: Principal, { name, query, shared }: NewView): Promise<ViewChange> {
    checkViewName(name);
    checkViewQuery(query);
    const now = this.#clock.now();
    const id = mintId('view', now);
    const view = { id, owner: principal.id, name, query, shared, version: 0, createdAt: now, updatedAt: now };
    const { result, entryId } = await this.#database.transact(principal, { aggregate: id }, async (tx) => {
      if ((await this.#views.countOf(tx, principal.id)) >= savedViewLimits.viewsOfPerson)
        throw new LimitExceededError(`A person keeps at most ${savedViewLimits.viewsOfPerson} views.`, { path: ['input'] });
      return this.#write(tx, Object.assign(new SavedViewEntity(), view), now);
    });
    return { view: result, entryId };
  }

  /** What is not given stays. @throws NotFoundError, ForbiddenError, StaleVersionError, LimitExceededError, BadUserInputError */
  async change(principal: Principal, id: string, baseVersion: number | null, changes: Partial<NewView>): Promise<ViewChange> {
    if (changes.name !== undefined) checkViewName(changes.name);
    if (changes.query !== undefined) checkViewQuery(changes.query);
    const { result, entryId } = await this.#database.transact(principal, optionsOf(id, baseVersion), async (tx) => {
      const view = await this.#own(tx, principal, id);
      const changed = Object.assign(new SavedViewEntity(), view, changes);
      if (changed.name === view.name && changed.query === view.query && changed.shared === view.shared) return view;
      return this.#write(tx, changed, this.#clock.now());
    });
    return { view: result, entryId };
  }

  /** Answers the entry's id. @throws NotFoundError, ForbiddenError, StaleVersionError */
  async delete(principal: Principal, id: string, baseVersion: number | null): Promise<string | null> {
    const { entryId } = await this.#database.transact(principal, optionsOf(id, baseVersion), async (tx) => {
      const view = await this.#own(tx, principal, id);
      await this.#views.remove(tx, view);
      const data: ViewDeletedFact = { view: id };
      tx.log.append({ type: lineageEntryTypes.viewDeleted, keys: [id], eventTime: this.#clock.now(), data });
    });
    return entryId;
  }

  async #write(tx: Tx, view: SavedViewEntity, now: Date): Promise<SavedViewEntity> {
    const { id, name, query, shared } = view;
    Object.assign(view, { version: view.version + 1, updatedAt: now });
    await this.#views.save(tx, view);
    const data: ViewSavedFact = { view: id, name, query, shared };
    tx.log.append({ type: lineageEntryTypes.viewSaved, keys: [id], eventTime: now, data });
    return view;
  }

  /** "Not found" and "not visible" answer alike. */
  async #own(tx: Tx, principal: Principal, id: string): Promise<SavedViewEntity> {
    const view = await this.#views.find(tx, id);
    if (!view || (view.owner !== principal.id && !view.shared)) throw notThere();
    if (view.owner !== principal.id) throw new ForbiddenError('It is another person’s view.', { path: ['input', 'id'] });
    return view;
  }
}

/** @throws NotFoundError when the text is no id of a view: no statement has to hear of it. */
function optionsOf(id: string, baseVersion: number | null): { aggregate: string; baseVersion?: number } {
  if (!isViewId(id)) throw notThere();
  return { aggregate: id, ...(baseVersion === null ? {} : { baseVersion }) };
}

export function isViewId(id: string): boolean {
  return /^view_[0-9a-f-]{36}$/.test(id);
}

function notThere(): NotFoundError {
  return new NotFoundError('There is no such view.', { path: ['input', 'id'] });
}
