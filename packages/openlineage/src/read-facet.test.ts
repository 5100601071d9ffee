import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { facetShapes } from './generated/facet-shapes.ts';
import { isObject } from './json.ts';
import { facetTypeOf, readFacetField } from './read-facet.ts';
import type { FacetObject, FacetValue } from './read-facet.ts';

/** Everything a facet says, to some depth. */
function readAll(object: FacetObject, depth = 4): Record<string, unknown> {
  const fields = facetShapes.objects[object.type]?.fields ?? [];
  return Object.fromEntries(fields.map((field) => [field.name, unwrap(readFacetField(object, field), depth)]));
}

function unwrap(value: FacetValue, depth: number): unknown {
  if (Array.isArray(value)) return value.map((item: FacetValue) => unwrap(item, depth));
  if (value instanceof Date || typeof value !== 'object' || value === null) return value;
  return 'type' in value && depth > 0 ? readAll(value, depth - 1) : null;
}

function read(type: string, json: Record<string, unknown>): Record<string, unknown> {
  return readAll({ type, json, key: null });
}

test('a facet is known by its place and key', () => {
  expect(facetTypeOf('dataset', 'schema')).toBe('SchemaDatasetFacet');
  expect(facetTypeOf('run', 'schema')).toBeNull();
  expect(facetTypeOf('job', 'constructor')).toBeNull();
});

test('nested objects and lists are read', () => {
  const fields = [{ name: 'a', type: 'struct', fields: [{ name: 'b', type: 'int', ordinal_position: 1 }] }];
  expect(read('SchemaDatasetFacet', { fields })).toMatchObject({ fields: [{ name: 'a', fields: [{ name: 'b', ordinal_position: 1 }] }] });
});

test('a map is a list with keys, whatever it holds', () => {
  const columnMetrics = { id: { nullCount: 3, quantiles: { '0.5': 7 } } };
  expect(read('DataQualityMetricsDatasetFacet', { columnMetrics })).toMatchObject({
    columnMetrics: [{ key: 'id', nullCount: 3, quantiles: [{ key: '0.5', value: 7 }] }],
  });
  expect(read('CatalogDatasetFacet', { name: 'c', catalogProperties: { k: 'v' } })).toMatchObject({
    catalogName: 'c',
    catalogProperties: [{ key: 'k', value: 'v' }],
  });
  expect(read('FacetTestExecution', { params: { a: [1, null] } })).toMatchObject({ params: [{ key: 'a', value: '[1,null]' }] });
});

test('alternatives are told apart by their word', () => {
  const inputCondition = {
    type: 'binary',
    operator: 'AND',
    left: { type: 'location', locations: ['/a'] },
    right: { type: 'compare', comparison: 'EQUAL', left: { type: 'field', field: 'x' }, right: { type: 'literal', value: '1' } },
  };
  expect(read('InputSubsetInputDatasetFacet', { inputCondition })).toMatchObject({
    inputCondition: { left: { locations: ['/a'] }, right: { left: { field: 'x' }, right: { value: '1' } } },
  });
  expect(read('InputSubsetInputDatasetFacet', { inputCondition: { type: 'constructor' } })).toEqual({ inputCondition: null });
});

test('what has another shape is null or left out', () => {
  expect(read('SchemaDatasetFacet', { fields: 'id' })).toEqual({ fields: null });
  expect(read('SchemaDatasetFacet', { fields: [1, { name: 2 }] })).toMatchObject({ fields: [{ name: null }] });
  expect(read('OutputStatisticsOutputDatasetFacet', { rowCount: '5', size: 2 ** 40 })).toMatchObject({ rowCount: null, size: 2 ** 40 });
  expect(read('NominalTimeRunFacet', { nominalStartTime: 'soon' })).toMatchObject({ nominalStartTime: null });
});

test('any JSON can be read as any facet', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(facetShapes.objects)), fc.jsonValue(), (type, json) => {
      if (isObject(json)) readAll({ type, json, key: null });
    }),
  );
});

test('a facet 100,000 levels deep is read as far as it is asked', () => {
  const fields: unknown = JSON.parse(`${'[{"name":"a","fields":'.repeat(100_000)}[]${'}]'.repeat(100_000)}`);
  expect(read('SchemaDatasetFacet', { fields })).toMatchObject({ fields: [{ name: 'a', fields: [{ name: 'a' }] }] });
});
