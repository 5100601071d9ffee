import type { Combined } from '../graphql/filter.ts';

/** Values of a statement that is put together; each `add` answers its placeholder. */
export class StatementValues {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

interface OneOf {
  readonly eq?: string | null;
  readonly in?: readonly string[] | null;
}

interface Range<Value> {
  readonly gte?: Value | null;
  readonly lt?: Value | null;
}

/** A filter's own conditions and those of the filters combined in it. A comparison with an absent value does not hold, so its `not` does. */
export function combinedSql<Filter>(own: readonly string[], { and, or, not }: Combined<Filter>, inner: (filter: Filter) => string): string {
  return all([
    ...own,
    ...(and ?? []).map(inner),
    ...(or ? [any(or.map(inner))] : []),
    ...whenGiven(not, (filter) => `(${inner(filter)}) is not true`),
  ]);
}

/** `value` is SQL. */
export function oneOfSql(value: string, wanted: OneOf | null | undefined, parameters: StatementValues): string[] {
  return [
    ...whenGiven(wanted?.eq, (one) => `${value} = ${parameters.add(one)}::text`),
    ...whenGiven(wanted?.in, (list) => `${value} = any(${parameters.add(list)}::text[])`),
  ];
}

/** `value` is SQL of that type. */
export function rangeSql(
  value: string,
  type: 'timestamptz' | 'float8',
  range: Range<Date | number> | null | undefined,
  parameters: StatementValues,
): string[] {
  return [
    ...whenGiven(range?.gte, (from) => `${value} >= ${parameters.add(from)}::${type}`),
    ...whenGiven(range?.lt, (to) => `${value} < ${parameters.add(to)}::${type}`),
  ];
}

/** The condition, when there is a value for it. */
export function whenGiven<Value>(value: Value | null | undefined, condition: (value: Value) => string): string[] {
  return value === null || value === undefined ? [] : [condition(value)];
}

function all(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : conditions.map((condition) => `(${condition})`).join(' and ');
}

function any(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'false' : conditions.map((condition) => `(${condition})`).join(' or ');
}
