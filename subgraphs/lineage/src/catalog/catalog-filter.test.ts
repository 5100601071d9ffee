import { StatementValues } from '@hotpass/server';
import { describe, expect, test } from '@jest/globals';
import { checkNodeFilter, type DatasetFilter } from './catalog-filter.ts';
import { nodeFilterSql } from './catalog-filter.sql.ts';

function checked(filter: DatasetFilter): () => void {
  return () => checkNodeFilter({ kind: 'dataset', filter });
}

function nested(levels: number): DatasetFilter {
  return levels === 1 ? { hasColumns: true } : { not: nested(levels - 1) };
}

describe('a filter is bounded', () => {
  test.each<[string, DatasetFilter, string]>([
    ['in depth', nested(6), 'LIMIT_EXCEEDED'],
    ['in number', { or: Array.from({ length: 50 }, () => ({})) }, 'LIMIT_EXCEEDED'],
    ['in the values of one list', { and: [{ id: { in: Array.from({ length: 101 }, String) } }] }, 'LIMIT_EXCEEDED'],
    ['in the length of a text', { name: { contains: 'x'.repeat(5_001) } }, 'LIMIT_EXCEEDED'],
    ['in what a name can be', { not: { namespace: { eq: 'a\0' } } }, 'BAD_USER_INPUT'],
    ['in what a tag can be', { tag: { key: 'a', value: '\ud800' } }, 'BAD_USER_INPUT'],
  ])('%s', (_what, filter, code) => {
    expect(checked(filter)).toThrow(expect.objectContaining({ code }));
  });

  test('and taken up to there', () => {
    expect(checked(nested(5))).not.toThrow();
    expect(checked({ or: Array.from({ length: 49 }, () => ({})), name: { contains: 'x'.repeat(5_000) } })).not.toThrow();
  });
});

test('values are parameters, never text', () => {
  const parameters = new StatementValues();
  const evil = `'; drop table lineage.node; --`;
  const text = nodeFilterSql({ kind: 'dataset', filter: { name: { eq: evil }, not: { id: { in: ['a'] } } } }, parameters);
  expect(text).toBe('(n.name = $1::text) and (((n.uid = any($2::text[]))) is not true)');
  expect(parameters.values).toEqual([evil, ['a']]);
});
