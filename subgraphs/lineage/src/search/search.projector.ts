import { isProjected, openLineageEntryTypes } from '@hotpass/events';
import type { Projector } from '@hotpass/log';
import { readEvent } from '@hotpass/openlineage';
import { namesOf } from './names-of.ts';
import { searchableWords } from './searchable-words.ts';
import type { SearchWordRepository } from './search-word.repository.ts';

export const searchProjectorName = 'lineage.search';

/** Names in events → the words in them, so that a misspelt one can be guessed. Names themselves are found where they are kept. */
export function searchProjector(words: SearchWordRepository): Projector {
  return {
    name: searchProjectorName,
    kind: 'projector',
    version: 1,
    types: Object.values(openLineageEntryTypes),
    async project(tx, entries) {
      const found = new Set<string>();
      const names = new Set<string>();
      for (const entry of entries) {
        const event = isProjected(entry.decision) ? readEvent(entry.json()) : null;
        if (event) for (const name of namesOf(event)) names.add(name);
      }
      for (const name of names) for (const word of searchableWords(name)) found.add(word);
      await words.add(tx, [...found]);
    },
    reset: (tx) => words.clear(tx),
  };
}
