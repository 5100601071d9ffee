import type { CatalogPart } from '../projectors/catalog.projector.ts';
import { namesOf } from './names-of.ts';
import type { SearchWordRepository } from './search-word.repository.ts';
import { searchableWords } from './searchable-words.ts';

/** The words in names, so that a misspelt one can be guessed. Names themselves are found where they are kept. */
export function searchWords(words: SearchWordRepository): CatalogPart {
  return {
    async project(tx, events) {
      const names = new Set(events.flatMap(({ event }) => namesOf(event)));
      await words.add(tx, [...new Set([...names].flatMap(searchableWords))]);
    },
    reset: (tx) => words.clear(tx),
  };
}
