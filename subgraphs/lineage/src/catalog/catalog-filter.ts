import { BadUserInputError } from '@hotpass/kernel';
import { isEncodable } from '@hotpass/openlineage';
import { checkValueCount, filterLimits, filtersIn, filterTooLarge, type Combined } from '@hotpass/server';
import type { DatasetState } from '../dataset/dataset-life.repository.ts';

/** Conditions on what datasets and jobs have alike. Everything that is given must hold; null is the same as not given. */
interface CommonFilter<Filter> extends Combined<Filter> {
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
  readonly columnTag?: TagFilter | null;
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

const limits = { ...filterLimits, characters: 5_000 } as const;

/**
 * Bounds a filter before it becomes SQL.
 * @throws LimitExceededError when it is nested too deeply or too long; BadUserInputError when a text cannot be one.
 */
export function checkNodeFilter({ filter }: NodeFilter): void {
  for (const part of filtersIn<DatasetFilter & JobFilter>(filter, limits)) {
    for (const texts of [part.id, part.name, part.namespace, part.namespaceId]) checkTexts(texts);
    for (const words of [part.state, part.processingType]) checkValueCount(words?.in, limits);
    for (const text of [part.tag?.key, part.tag?.value, part.columnTag?.key, part.columnTag?.value]) checkText(text);
  }
}

function checkTexts(texts: TextFilter | null | undefined): void {
  checkValueCount(texts?.in, limits);
  for (const text of [texts?.eq, texts?.contains, ...(texts?.in ?? [])]) checkText(text);
}

function checkText(text: string | null | undefined): void {
  if (text === null || text === undefined) return;
  if (!isEncodable(text)) throw new BadUserInputError('No name holds the character U+0000 or half a character.', { argument: 'filter' });
  if (text.length > limits.characters) throw filterTooLarge(`holds a text of more than ${limits.characters} characters`, limits);
}
