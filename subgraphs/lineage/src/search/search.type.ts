import { PageInfo } from '@hotpass/server';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { MatchRange } from './match-ranges.ts';
import type { SearchKind } from './search-text.ts';
import type { SearchHit } from './search.service.ts';

export const SearchTypeEnum = { DATASET: 'DATASET', JOB: 'JOB', NAMESPACE: 'NAMESPACE', COLUMN: 'COLUMN' } as const satisfies {
  [Kind in SearchKind]: Kind;
};

registerEnumType(SearchTypeEnum, {
  name: 'SearchType',
  description: 'What search finds.',
  valuesConfig: {
    DATASET: { description: 'Datasets, by their names.' },
    JOB: { description: 'Jobs, by their names.' },
    NAMESPACE: { description: 'Namespaces, by their names.' },
    COLUMN: { description: 'Columns of the newest schemas, by their paths.' },
  },
});

const SearchMatchEnum = { EXACT: 'EXACT', PREFIX: 'PREFIX', WORD: 'WORD', PART: 'PART', SIMILAR: 'SIMILAR' } as const;

export type SearchMatch = keyof typeof SearchMatchEnum;

registerEnumType(SearchMatchEnum, {
  name: 'SearchMatch',
  description: 'How a name meets the text, the best first. Case and accents make no difference.',
  valuesConfig: {
    EXACT: { description: 'The text is the name, or its last part: the table of a qualified name, the file of a path.' },
    PREFIX: { description: 'The name, or its last part, begins with the text.' },
    WORD: { description: 'All words of the text are in the name, the longest of them at the beginning of a word.' },
    PART: { description: 'All words of the text are in the name, the longest of them inside another word.' },
    SIMILAR: { description: 'The name has words that are spelt nearly like those of the text.' },
  },
});

@ObjectType({ description: 'A part of a text.' })
class TextRange implements MatchRange {
  @Field(() => Int, { description: 'Where it begins, in UTF-16 code units from 0, as JavaScript counts.' })
  start: number;

  @Field(() => Int, { description: 'How long it is, in the same units.' })
  length: number;
}

@ObjectType({ description: 'Something whose name meets the text of a search.' })
export class SearchResult {
  @Field(() => ID, { description: 'Id of what was found.' })
  id: string;

  @Field(() => SearchTypeEnum, { description: 'What it is.' })
  kind: SearchKind;

  @Field(() => String, { description: 'The name that was found: of a column its path.' })
  name: string;

  @Field(() => SearchMatchEnum, { description: 'How the name meets the text.' })
  match: SearchMatch;

  @Directive('@listSize(assumedSize: 8)')
  @Field(() => [TextRange], { description: 'Where in the name the text was met, to be shown as such; in order, apart from each other.' })
  ranges: readonly MatchRange[];

  /** Not part of the API: what its fields are loaded by. */
  hit: SearchHit;
}

@ObjectType({ description: 'A page of what a search found, the best first.' })
export class SearchConnection {
  @Field(() => [SearchResult], { description: 'What was found, on this page.' })
  nodes: readonly SearchResult[];

  @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
  pageInfo: PageInfo;

  @Field(() => String, { description: 'Place in the log this page shows.' })
  cursor: string;
}

/** By rank, from 1. */
const matches: readonly SearchMatch[] = ['EXACT', 'EXACT', 'PREFIX', 'PREFIX', 'WORD', 'PART', 'SIMILAR'];

export function toSearchResult(hit: SearchHit): SearchResult {
  const kind = hit.kind.toUpperCase() as SearchKind;
  return { id: hit.id, kind, name: hit.name, match: matches[hit.rank - 1] ?? 'SIMILAR', ranges: hit.ranges, hit };
}
