import { BadUserInputError, LimitExceededError } from '@hotpass/kernel';
import type { DatasetState } from '../dataset/dataset-life.repository.ts';

/** Conditions on what datasets and jobs have alike. Everything that is given must hold; null is the same as not given. */
interface CommonFilter<Filter> {
  readonly and?: readonly Filter[] | null;
  readonly or?: readonly Filter[] | null;
  readonly not?: Filter | null;
  readonly id?: IdFilter | null;
  readonly name?: TextFilter | null;
  readonly namespace?: TextFilter | null;
  readonly namespaceId?: IdFilter | null;
  readonly tag?: TagFilter | null;
  readonly firstSeenAt?: TimeFilter | null;
  readonly lastSeenAt?: TimeFilter | null;
}

export interface DatasetFilter extends CommonFilter<DatasetFilter> {
  readonly state?: WordFilter<DatasetState> | null;
  readonly hasColumns?: boolean | null;
  readonly hasProducers?: boolean | null;
  readonly hasConsumers?: boolean | null;
}

export interface JobFilter extends CommonFilter<JobFilter> {
  readonly processingType?: WordFilter<ProcessingWord> | null;
  readonly hasInputs?: boolean | null;
  readonly hasOutputs?: boolean | null;
}

/** `UNKNOWN`: nobody told. */
export const processingWords = { BATCH: 'BATCH', STREAMING: 'STREAMING', SERVICE: 'SERVICE', NONE: 'NONE', UNKNOWN: 'UNKNOWN' } as const;

export type ProcessingWord = keyof typeof processingWords;

/** One list of vertices: which kind, and which of it. */
export type NodeFilter =
  | { readonly kind: 'dataset'; readonly filter: DatasetFilter }
  | { readonly kind: 'job'; readonly filter: JobFilter };

export interface IdFilter {
  readonly eq?: string | null;
  readonly in?: readonly string[] | null;
}

export interface TextFilter extends IdFilter {
  /** Whatever the case and accents. */
  readonly contains?: string | null;
}

export interface WordFilter<Word extends string> {
  readonly eq?: Word | null;
  readonly in?: readonly Word[] | null;
}

export interface TagFilter {
  readonly key: string;
  readonly value?: string | null;
}

export interface TimeFilter {
  readonly gte?: Date | null;
  readonly lt?: Date | null;
}

const filterLimits = { depth: 5, filters: 50, valuesPerList: 100, characters: 5_000 } as const;

/**
 * Bounds a filter before it becomes SQL.
 * @throws LimitExceededError when it is nested too deeply or too long; BadUserInputError when a text cannot be one.
 */
export function checkNodeFilter({ filter }: NodeFilter): void {
  const filters = flatten<DatasetFilter & JobFilter>(filter, 1);
  if (filters.length > filterLimits.filters) throw tooLarge(`holds more than ${filterLimits.filters} filters`);
  for (const part of filters) {
    for (const texts of [part.id, part.name, part.namespace, part.namespaceId]) checkTexts(texts);
    for (const words of [part.state, part.processingType]) checkLength(words?.in);
    checkText(part.tag?.key);
    checkText(part.tag?.value);
  }
}

function flatten<Filter extends CommonFilter<Filter>>(filter: Filter, depth: number): Filter[] {
  if (depth > filterLimits.depth) throw tooLarge(`is nested more than ${filterLimits.depth} levels deep`);
  const inner = [...(filter.and ?? []), ...(filter.or ?? []), ...(filter.not ? [filter.not] : [])];
  return [filter, ...inner.flatMap((part) => flatten(part, depth + 1))];
}

function checkTexts(texts: TextFilter | null | undefined): void {
  checkLength(texts?.in);
  for (const text of [texts?.eq, texts?.contains, ...(texts?.in ?? [])]) checkText(text);
}

function checkText(text: string | null | undefined): void {
  if (text === null || text === undefined) return;
  if (text.includes('\0') || !text.isWellFormed())
    throw new BadUserInputError('No name holds the character U+0000 or half a character.', { argument: 'filter' });
  if (text.length > filterLimits.characters) throw tooLarge(`holds a text of more than ${filterLimits.characters} characters`);
}

function checkLength(values: readonly unknown[] | null | undefined): void {
  if (values && values.length > filterLimits.valuesPerList)
    throw tooLarge(`lists more than ${filterLimits.valuesPerList} values in one \`in\``);
}

function tooLarge(what: string): LimitExceededError {
  return new LimitExceededError(`This filter ${what}.`, { argument: 'filter', limits: filterLimits });
}
