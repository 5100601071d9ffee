import { BadUserInputError, LimitExceededError } from '@hotpass/kernel';
import type { RunState } from './run-health.ts';

/** Which runs a caller asks for. Everything that is given must hold; null is the same as not given. */
export interface RunFilter {
  readonly and?: readonly RunFilter[] | null;
  readonly or?: readonly RunFilter[] | null;
  readonly not?: RunFilter | null;
  readonly id?: IdFilter | null;
  readonly jobId?: IdFilter | null;
  readonly parentId?: IdFilter | null;
  readonly state?: StateFilter | null;
  readonly inputId?: IdFilter | null;
  readonly outputId?: IdFilter | null;
  readonly hasParent?: boolean | null;
  readonly startedAt?: TimeFilter | null;
  readonly endedAt?: TimeFilter | null;
  readonly nominalTime?: TimeFilter | null;
  readonly durationMs?: NumberFilter | null;
}

export interface IdFilter {
  readonly eq?: string | null;
  readonly in?: readonly string[] | null;
  readonly contains?: string | null;
}

export interface StateFilter {
  readonly eq?: RunState | null;
  readonly in?: readonly RunState[] | null;
}

export interface TimeFilter {
  readonly gte?: Date | null;
  readonly lt?: Date | null;
}

export interface NumberFilter {
  readonly gte?: number | null;
  readonly lt?: number | null;
}

const filterLimits = { depth: 5, filters: 50, valuesPerList: 100 } as const;

/**
 * Bounds a filter before it becomes SQL.
 * @throws LimitExceededError when it is nested too deeply or too long; BadUserInputError when an id cannot be one.
 */
export function checkRunFilter(filter: RunFilter): void {
  const filters = flatten(filter, 1);
  if (filters.length > filterLimits.filters) throw tooLarge(`holds more than ${filterLimits.filters} filters`);
  for (const part of filters) {
    for (const ids of [part.id, part.jobId, part.parentId, part.inputId, part.outputId]) checkIds(ids);
    checkLength(part.state?.in);
  }
}

function flatten(filter: RunFilter, depth: number): RunFilter[] {
  if (depth > filterLimits.depth) throw tooLarge(`is nested more than ${filterLimits.depth} levels deep`);
  const inner = [...(filter.and ?? []), ...(filter.or ?? []), ...(filter.not ? [filter.not] : [])];
  return [filter, ...inner.flatMap((part) => flatten(part, depth + 1))];
}

function checkIds(ids: IdFilter | null | undefined): void {
  checkLength(ids?.in);
  const texts = [ids?.eq, ids?.contains, ...(ids?.in ?? [])];
  if (texts.some((text) => text?.includes('\0'))) throw new BadUserInputError('No id holds the character U+0000.', { argument: 'filter' });
}

function checkLength(values: readonly unknown[] | null | undefined): void {
  if (values && values.length > filterLimits.valuesPerList)
    throw tooLarge(`lists more than ${filterLimits.valuesPerList} values in one \`in\``);
}

function tooLarge(what: string): LimitExceededError {
  return new LimitExceededError(`This filter ${what}.`, { argument: 'filter', limits: filterLimits });
}
