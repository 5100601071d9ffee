import { LimitExceededError } from '@hotpass/kernel';

/** How filters combine. Everything that is given must hold; null is the same as not given. */
export interface Combined<Filter> {
  readonly and?: readonly Filter[] | null;
  readonly or?: readonly Filter[] | null;
  readonly not?: Filter | null;
}

/** What a filter may hold before it becomes SQL. */
export interface FilterLimits {
  readonly depth: number;
  readonly filters: number;
  readonly valuesPerList: number;
}

export const filterLimits = { depth: 5, filters: 50, valuesPerList: 100 } as const satisfies FilterLimits;

/** The filter and all that are combined in it. @throws LimitExceededError when it is nested too deeply or they are too many. */
export function filtersIn<Filter extends Combined<Filter>>(filter: Filter, limits: FilterLimits): Filter[] {
  const filters = flatten(filter, 1, limits);
  if (filters.length > limits.filters) throw filterTooLarge(`holds more than ${limits.filters} filters`, limits);
  return filters;
}

function flatten<Filter extends Combined<Filter>>(filter: Filter, depth: number, limits: FilterLimits): Filter[] {
  if (depth > limits.depth) throw filterTooLarge(`is nested more than ${limits.depth} levels deep`, limits);
  const inner = [...(filter.and ?? []), ...(filter.or ?? []), ...(filter.not ? [filter.not] : [])];
  return [filter, ...inner.flatMap((part) => flatten(part, depth + 1, limits))];
}

/** @throws LimitExceededError */
export function checkValueCount(values: readonly unknown[] | null | undefined, limits: FilterLimits): void {
  if (values && values.length > limits.valuesPerList)
    throw filterTooLarge(`lists more than ${limits.valuesPerList} values in one \`in\``, limits);
}

export function filterTooLarge(what: string, limits: FilterLimits): LimitExceededError {
  return new LimitExceededError(`This filter ${what}.`, { argument: 'filter', limits });
}
