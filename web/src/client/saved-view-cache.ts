import type { Cache, OptimisticMutationConfig, UpdateResolver } from '@urql/exchange-graphcache';

/** What a mutation of a saved view answers, as far as lists of views care. */
interface ViewAnswer {
  readonly errors: readonly unknown[];
  readonly view?: { readonly id: string } | null;
}

interface ViewInput {
  readonly input: { readonly id: string; readonly name?: string | null; readonly shared?: boolean | null };
}

/** Lists of saved views follow what is saved and deleted; a view that is changed changes wherever it stands. */
export const savedViewUpdates: Readonly<Record<string, UpdateResolver>> = {
  saveView(result, _variables, cache) {
    const { errors, view } = result['saveView'] as unknown as ViewAnswer;
    const key = view ? cache.keyOfEntity({ __typename: 'SavedView', id: view.id }) : null;
    if (errors.length === 0 && key !== null) relink(cache, (keys) => [key, ...keys.filter((other) => other !== key)]);
  },
  deleteView(result, variables, cache) {
    const { errors } = result['deleteView'] as unknown as ViewAnswer;
    const key = cache.keyOfEntity({ __typename: 'SavedView', id: (variables as unknown as ViewInput).input.id });
    if (errors.length === 0) relink(cache, (keys) => keys.filter((other) => other !== key));
  },
};

/** Shown before the hub has answered, since both are personal and can be taken back (ux §4.1). */
export const optimisticViews: OptimisticMutationConfig = {
  changeView(args, cache) {
    const { id, name, shared } = (args as unknown as ViewInput).input;
    const known = { __typename: 'SavedView', id };
    const view = {
      ...known,
      name: name ?? cache.resolve(known, 'name'),
      shared: shared ?? cache.resolve(known, 'shared'),
      query: cache.resolve(known, 'query'),
      version: cache.resolve(known, 'version'),
      updatedAt: cache.resolve(known, 'updatedAt'),
    };
    return { __typename: 'SavedViewPayload', errors: [], view: view as never };
  },
  deleteView: () => ({ __typename: 'SavedViewPayload', errors: [], view: null }),
};

function relink(cache: Cache, change: (keys: readonly string[]) => readonly string[]): void {
  for (const { fieldName, arguments: args } of cache.inspectFields('Query')) {
    const list = fieldName === 'savedViews' ? cache.resolve('Query', fieldName, args) : null;
    if (typeof list !== 'string') continue;
    const keys = cache.resolve(list, 'nodes');
    if (Array.isArray(keys)) cache.link(list, 'nodes', change(keys as string[]) as string[]);
  }
}
