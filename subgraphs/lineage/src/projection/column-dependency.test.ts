import { expect, test } from '@jest/globals';
import { decodeDependency, encodeDependency, strongestDependencies } from './column-dependency.ts';
import type { ColumnDependency } from './column-dependency.ts';

const dependency: ColumnDependency = {
  source: 'ds_1',
  sourceColumn: 'a',
  target: 'ds_2',
  targetColumn: 'x',
  type: 'DIRECT',
  subtype: null,
  masking: false,
  rule: 'COLUMN_LINEAGE_FACET',
};

test.each([
  dependency,
  { ...dependency, sourceColumn: null, targetColumn: null },
  { ...dependency, sourceColumn: 'null', targetColumn: '"],[\n', subtype: 'A,B', masking: true },
])('a dependency comes back as it was, and its text holds no line break', (told) => {
  expect(decodeDependency(encodeDependency(told))).toEqual(told);
  expect(encodeDependency(told)).not.toContain('\n');
});

test('a column that is called null is not the dataset as a whole', () => {
  expect(encodeDependency({ ...dependency, sourceColumn: null })).not.toBe(encodeDependency({ ...dependency, sourceColumn: 'null' }));
});

test('an explicit facet takes the place of columnLineage for its own dataset alone', () => {
  const explicit = encodeDependency({ ...dependency, rule: 'LINEAGE_FACET', sourceColumn: 'b' });
  const same = encodeDependency(dependency);
  const other = encodeDependency({ ...dependency, target: 'ds_3' });
  expect(strongestDependencies([same, other])).toEqual([same, other]);
  expect(strongestDependencies([explicit, other, same])).toEqual([explicit, other]);
});
