import { LimitExceededError } from '@hotpass/kernel';

/** What one statement may read of texts, in bytes: a request asks for those of hundreds of things, each as large as an event. */
const maximumBytes = 32 * 1_024 * 1_024;

/** Whether all that a statement reads of some columns stays within the maximum; for the list of what it selects. */
export function fitsSql(...columns: readonly string[]): string {
  const lengths = columns.map((column) => `coalesce(octet_length(${column}), 0)`).join(' + ');
  return `coalesce(sum(${lengths}) over (), 0) <= ${maximumBytes}`;
}

/** A text while all that is read together fits, else null. */
export function boundedSql(text: string, columns: readonly string[] = [text]): string {
  return `case when ${fitsSql(...columns)} then ${text} end`;
}

/** @throws LimitExceededError when texts were left out. */
export function allFitting<Row extends { readonly fits: boolean }>(rows: readonly Row[]): readonly Row[] {
  if (rows.every(({ fits }) => fits)) return rows;
  throw new LimitExceededError('What is asked for is too large together. Ask for fewer things, or for facets by name.', { maximumBytes });
}
