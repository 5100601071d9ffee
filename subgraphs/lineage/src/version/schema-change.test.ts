import { expect, test } from '@jest/globals';
import { schemaDifference } from './schema-change.ts';

const column = (path: string, type: string | null = 'int', description: string | null = null) => ({ path, type, description });

test('columns are added, removed and changed; one that moved is not', () => {
  const before = [column('a'), column('b'), column('c', 'int', 'x'), column('d')];
  const after = [column('d'), column('c', 'int', 'y'), column('b', 'text'), column('e')];
  expect(schemaDifference(before, after)).toEqual({
    added: [{ ...column('e'), ordinal: 4 }],
    removed: [{ ...column('a'), ordinal: 1 }],
    changed: [
      { path: 'c', before: { ...column('c', 'int', 'x'), ordinal: 3 }, after: { ...column('c', 'int', 'y'), ordinal: 2 } },
      { path: 'b', before: { ...column('b'), ordinal: 2 }, after: { ...column('b', 'text'), ordinal: 3 } },
    ],
  });
});

test('a schema does not differ from itself', () => {
  expect(schemaDifference([column('a')], [column('a')])).toEqual({ added: [], removed: [], changed: [] });
});
