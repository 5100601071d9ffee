import { expect, test } from '@jest/globals';
import { symlinksOf } from './symlinks.ts';

const table = { namespace: 'hive', name: 'default.t1', type: 'TABLE' };

test('other names of a dataset are read, with what kind they are', () => {
  expect(symlinksOf({ symlinks: { identifiers: [table, { namespace: 's3://bucket', name: 'path' }] } })).toEqual([
    table,
    { namespace: 's3://bucket', name: 'path', type: null },
  ]);
});

test.each<[string, unknown]>([
  ['absent', undefined],
  ['no object', [table]],
  ['without a list', { identifiers: table }],
  ['a list of nothing', { identifiers: [null, 'default.t1', [], { ...table, name: '' }, { ...table, namespace: 'a\0' }] }],
])('%s names nothing', (_, symlinks) => {
  expect(symlinksOf({ symlinks })).toEqual([]);
});
