import { systemClock } from '@hotpass/kernel';
import type { Clock } from '@hotpass/kernel';
import type { Database } from '@hotpass/log';
import type { EntityManagers, RequestContext } from '@hotpass/server';
import { SavedViewRepository } from './saved-view.repository.ts';
import { SavedViewResolver } from './saved-view.resolver.ts';
import { SavedViewService } from './saved-view.service.ts';
import { toSavedView } from './saved-view.type.ts';
import type { SavedView } from './saved-view.type.ts';

export interface SavedViews {
  readonly resolver: SavedViewResolver;
  /** By the key another subgraph sent; null when the caller may not see it. */
  readonly reference: (key: { readonly id: string }, context: RequestContext) => Promise<SavedView | null>;
}

/** Wires the views people keep. */
export function createSavedViews(database: Database, managers: EntityManagers, clock: Clock = systemClock): SavedViews {
  const service = new SavedViewService(database, new SavedViewRepository(managers), clock);
  return {
    resolver: new SavedViewResolver(service),
    reference: async ({ id }, { principal }) => {
      const [view] = await service.find(principal, [id]);
      return view ? toSavedView(view) : null;
    },
  };
}
