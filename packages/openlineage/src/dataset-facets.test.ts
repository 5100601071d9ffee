import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  datasetVersionOf,
  documentationOf,
  isDeletedFacet,
  lifecycleChangeOf,
  ownersOf,
  schemaColumnsOf,
  tagsOf,
} from './dataset-facets.ts';

function paths(fields: unknown): string[] {
  return schemaColumnsOf({ fields }).map((column) => column.path);
}

test('nested columns have paths and stand after what they are part of', () => {
  const address = { name: 'address', type: 'struct', fields: [{ name: 'city', fields: [{ name: 'zip' }] }, { name: 'street' }] };
  expect(paths([{ name: 'id' }, address, { name: 'x' }])).toEqual([
    'id',
    'address',
    'address.city',
    'address.city.zip',
    'address.street',
    'x',
  ]);
});

test.each<[string, unknown, string[]]>([
  ['a path that comes twice counts once', [{ name: 'a.b' }, { name: 'a', fields: [{ name: 'b' }] }], ['a.b', 'a']],
  [
    'ordinal positions decide the order',
    [
      { name: 'b', ordinal_position: 2 },
      { name: 'a', ordinal_position: 1 },
    ],
    ['a', 'b'],
  ],
  ['unless one lacks it', [{ name: 'b', ordinal_position: 2 }, { name: 'a' }], ['b', 'a']],
  ['what has no usable name is left out', [{ name: '' }, { name: 1 }, {}, null, 'x', { name: '\0' }, { name: 'a' }], ['a']],
  ['fields that are no list are none', { a: 'int' }, []],
])('columns: %s', (_, fields, expected) => {
  expect(paths(fields)).toEqual(expected);
});

test('types and descriptions that are no text are null; what cannot be encoded is shown as U+FFFD', () => {
  expect(schemaColumnsOf({ fields: [{ name: 'a', type: { kind: 'int' }, description: 'x\0\ud800' }] })).toEqual([
    { path: 'a', type: null, description: 'x\uFFFD\uFFFD' },
  ]);
});

test('columns are read fifty levels deep', () => {
  const fields: unknown = JSON.parse(`${'[{"name":"n","fields":'.repeat(5_000)}[]${'}]'.repeat(5_000)}`);
  expect(paths(fields)).toHaveLength(50);
});

test('what happened to a dataset is read in any case, and nothing is guessed', () => {
  const previousIdentifier = { namespace: 'n', name: 'old' };
  expect(lifecycleChangeOf({ lifecycleStateChange: { lifecycleStateChange: 'rename', previousIdentifier } })).toEqual({
    change: 'RENAME',
    previous: previousIdentifier,
  });
  expect(lifecycleChangeOf({ lifecycleStateChange: { lifecycleStateChange: 'DROP', previousIdentifier: { name: 'x' } } })).toEqual({
    change: 'DROP',
    previous: null,
  });
  expect(lifecycleChangeOf({ lifecycleStateChange: { lifecycleStateChange: 'EXPLODE' } })).toBeNull();
  expect(lifecycleChangeOf({})).toBeNull();
});

test('tags, owners, versions and documentation are read as far as they say something', () => {
  expect(tagsOf({ tags: [{ key: 'pii', value: true, field: 'a' }, { value: 'x' }, 1, { key: 'k' }] })).toEqual([
    { key: 'pii', value: 'true', source: null, field: 'a' },
    { key: 'k', value: '', source: null, field: null },
  ]);
  expect(ownersOf({ owners: [{ name: 'team:a', type: 'MAINTAINER' }, { type: 'x' }, null] })).toEqual([
    { name: 'team:a', type: 'MAINTAINER' },
  ]);
  expect(datasetVersionOf({ version: { datasetVersion: '7' } })).toBe('7');
  expect(datasetVersionOf({ version: { datasetVersion: 7 } })).toBeNull();
  for (const version of [{}, null, 'x', [], 1, { x: 1 }]) expect(datasetVersionOf({ version })).toBeNull();
  expect(documentationOf({ description: 'd' })).toBe('d');
  expect(isDeletedFacet({ _deleted: true })).toBe(true);
});

test('any JSON can be read', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      for (const read of [schemaColumnsOf, tagsOf, ownersOf, documentationOf, isDeletedFacet]) read(json);
      lifecycleChangeOf({ lifecycleStateChange: json });
      datasetVersionOf({ version: json });
    }),
  );
});
