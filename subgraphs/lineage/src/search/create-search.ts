import type { Log, Projector } from '@hotpass/log';
import { SearchWordRepository } from './search-word.repository.ts';
import { searchProjector } from './search.projector.ts';
import { SearchRepository } from './search.repository.ts';
import { SearchResolver } from './search.resolver.ts';
import { SearchService } from './search.service.ts';

export interface Search {
  readonly projector: Projector;
  readonly resolver: SearchResolver;
}

/** Wires search together. */
export function createSearch({ database }: Pick<Log, 'database'>): Search {
  const words = new SearchWordRepository();
  return { projector: searchProjector(words), resolver: new SearchResolver(new SearchService(database, new SearchRepository(), words)) };
}
