import { StatementValues } from '@hotpass/server';
import { describe, expect, test } from '@jest/globals';
import { defaultRunsSettings } from '../settings.ts';
import { checkRunFilter, type RunFilter } from './run-filter.ts';
import { runFilterSql } from './run-filter.sql.ts';

function nested(levels: number): RunFilter {
  return levels === 1 ? { state: { eq: 'FAILED' } } : { not: nested(levels - 1) };
}

describe('a filter is bounded', () => {
  test('in depth', () => {
    expect(() => checkRunFilter(nested(5))).not.toThrow();
    expect(() => checkRunFilter(nested(6))).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED' }));
  });

  test('in number', () => {
    expect(() => checkRunFilter({ or: Array.from({ length: 49 }, () => ({})) })).not.toThrow();
    expect(() => checkRunFilter({ or: Array.from({ length: 50 }, () => ({})) })).toThrow(
      expect.objectContaining({ code: 'LIMIT_EXCEEDED' }),
    );
  });

  test('in the values of one list', () => {
    const ids = Array.from({ length: 101 }, (_, index) => `run_${index}`);
    expect(() => checkRunFilter({ and: [{ id: { in: ids.slice(1) } }] })).not.toThrow();
    expect(() => checkRunFilter({ and: [{ id: { in: ids } }] })).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED' }));
  });

  test('in what an id can be', () => {
    expect(() => checkRunFilter({ jobId: { eq: 'job_\0' } })).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });
});

test('values are parameters, never text', () => {
  const parameters = new StatementValues();
  const text = runFilterSql({ id: { eq: `'; drop table runs.run; --` }, not: { state: { eq: 'FAILED' } } }, parameters, {
    settings: defaultRunsSettings,
    now: new Date(0),
  });
  expect(text).toBe('(r.run_id = $1::text) and (((r.state = $2::text)) is not true)');
  expect(parameters.values).toEqual([`'; drop table runs.run; --`, 'FAILED']);
});
