import type { GraphQLFormattedError } from 'graphql';

type Path = readonly (string | number)[];

/**
 * Where an answer is not what it should be and no error says so: paths of values that differ from the expected
 * and lie neither under nor above the path of an error.
 */
export function unexplainedNulls(got: unknown, expected: unknown, errors: readonly GraphQLFormattedError[], path: Path = []): string[] {
  if (expected === null || typeof expected !== 'object') {
    return got === expected || isExplained(path, errors) ? [] : [path.join('.')];
  }
  if (got === null || typeof got !== 'object') return isExplained(path, errors) ? [] : [path.join('.')];
  return Object.entries(expected).flatMap(([key, value]) =>
    unexplainedNulls((got as Record<string, unknown>)[key], value, errors, [...path, Array.isArray(expected) ? Number(key) : key]),
  );
}

/** An error stands where the value is missing, or deeper where it began: a null may have risen to a nullable field. */
function isExplained(path: Path, errors: readonly GraphQLFormattedError[]): boolean {
  return errors.some(({ path: at = [] }) => {
    const shared = Math.min(at.length, path.length);
    return path.slice(0, shared).every((part, index) => part === at[index]);
  });
}
