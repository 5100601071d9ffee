import { LimitExceededError, columnId } from '@hotpass/kernel';
import type { Principal } from '@hotpass/kernel';
import { consumerCursor } from '@hotpass/log';
import type { Log, ReadTx } from '@hotpass/log';
import { catalogProjectorName } from '../projectors/catalog.projector.ts';
import { facetsProjectorName } from '../projectors/facets.projector.ts';
import { lineageProjectorName } from '../projectors/openlineage.projector.ts';
import { fold, wordsOf } from './fold.ts';
import { matchRanges } from './match-ranges.ts';
import type { MatchRange } from './match-ranges.ts';
import type { SearchKind, SearchText, TagText } from './search-text.ts';
import { asksForNothing, parseSearchText } from './search-text.ts';
import type { SearchWordRepository } from './search-word.repository.ts';
import { beforeSpellings, beginning } from './search.repository.ts';
import type { FoundName, SearchPlace, SearchRepository, SearchStatement } from './search.repository.ts';
import { misspellable, spellings } from './spelling.ts';

export interface SearchRequest {
  readonly text: string;
  readonly types: readonly SearchKind[] | null;
  readonly size: number;
  readonly after: SearchPlace | null;
}

export interface SearchHit extends FoundName {
  readonly ranges: readonly MatchRange[];
}

export interface SearchPage {
  readonly hits: readonly SearchHit[];
  readonly hasNextPage: boolean;
  /** Place in the log the page shows. */
  readonly cursor: string;
}

/** Every namespace: what a caller may see is decided elsewhere, and not yet. */
const scope = null;
const maxNamespaces = 100;
const maxTagged = 10_000;

export class SearchService {
  readonly #database: Log['database'];
  readonly #search: SearchRepository;
  readonly #words: SearchWordRepository;

  constructor(database: Log['database'], search: SearchRepository, words: SearchWordRepository) {
    this.#database = database;
    this.#search = search;
    this.#words = words;
  }

  /** Names that meet the text, best first. @throws LimitExceededError when too many things carry a tag. */
  search(principal: Principal, { text, types, size, after }: SearchRequest): Promise<SearchPage> {
    const asked = parseSearchText(text, types);
    return this.#database.read(principal, async (tx) => {
      const cursor = await consumerCursor(tx, lineageProjectorName, facetsProjectorName, catalogProjectorName);
      if (asked.kinds.length === 0 || asksForNothing(text, asked)) return { hits: [], hasNextPage: false, cursor };
      const namespaces = await this.#namespaces(tx, asked);
      const tagged = await this.#tagged(tx, asked);
      const common = { scope, kinds: asked.kinds, namespaces, tagged, text: asked.text, size: size + 1 };
      const found = await this.#find(tx, { ...common, spellings: null, after: after ?? beginning });
      return { hits: found.slice(0, size), hasNextPage: found.length > size, cursor };
    });
  }

  /** Where the names as typed do not fill the page, other spellings do. */
  async #find(tx: ReadTx, statement: SearchStatement): Promise<SearchHit[]> {
    const { text, after, size } = statement;
    const typed = after.rank < beforeSpellings.rank ? await this.#search.names(tx, statement) : [];
    const hits = typed.map((name) => ({ ...name, ranges: matchRanges(name.name, rangedWords(name, text)) }));
    const left = size - hits.length;
    if (left === 0) return hits;
    const words = misspellable(fold(text));
    const others = words.length === 0 ? [] : spellings(fold(text), await this.#words.like(tx, words));
    if (others.length === 0) return hits;
    const place = after.rank < beforeSpellings.rank ? beforeSpellings : after;
    const guessed = await this.#search.names(tx, { ...statement, spellings: others, after: place, size: left });
    return [...hits, ...guessed.map((name) => ({ ...name, ranges: matchRanges(name.name, wordsOf(others[name.step - 1] ?? '')) }))];
  }

  /** Numbers of the namespaces asked for: those that bear the name, else those whose name meets the text; null for all. */
  async #namespaces(tx: ReadTx, { namespaces }: SearchText): Promise<number[] | null> {
    if (namespaces.length === 0) return null;
    const ids: string[] = [];
    for (const text of namespaces) {
      const statement = { scope, kinds: ['NAMESPACE'], namespaces: null, tagged: null, text, spellings: null } as const;
      const found = await this.#search.names(tx, { ...statement, after: beginning, size: maxNamespaces });
      const exact = found.filter(({ rank }) => rank === 1);
      ids.push(...(exact.length > 0 ? exact : found).map(({ id }) => id));
    }
    return this.#search.namespaceNumbers(tx, ids);
  }

  /** Ids of what carries every tag asked for; null when none is. */
  async #tagged(tx: ReadTx, { tags }: SearchText): Promise<string[] | null> {
    if (tags.length === 0) return null;
    const carrying: string[][] = [];
    for (const tag of tags) carrying.push(await this.#carrying(tx, tag));
    return carrying.reduce((all, some) => {
      const known = new Set(some);
      return all.filter((id) => known.has(id));
    });
  }

  async #carrying(tx: ReadTx, tag: TagText): Promise<string[]> {
    const entities = await this.#search.tagged(tx, tag, maxTagged + 1);
    if (entities.length > maxTagged)
      throw new LimitExceededError(`More than ${maxTagged} things carry this tag; search cannot go through them.`, { argument: 'text' });
    return entities.map(({ entity, field }) => (field === '' ? entity : columnId(entity, field)));
  }
}

/** Where the whole text stands in the name it is marked as one; else its words are. */
function rangedWords({ rank }: FoundName, text: string): string[] {
  const folded = fold(text);
  return rank <= 4 ? [folded] : folded.split(' ');
}
