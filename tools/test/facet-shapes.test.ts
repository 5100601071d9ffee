import { expect, test } from '@jest/globals';
import { readDescriptions } from '../src/openlineage/facet-descriptions.ts';
import { facetShapes } from '../src/openlineage/facet-shapes.ts';
import { schemaFolder } from '../src/openlineage/places.ts';
import { readSpecification } from '../src/openlineage/specification.ts';
import type { Specification } from '../src/openlineage/specification.ts';

const descriptions = readDescriptions();
const specification = readSpecification(schemaFolder);

test('every facet of the specification has a shape, each part of it described', () => {
  const shapes = facetShapes(specification, descriptions);
  const facets = Object.values(shapes.facets).flatMap((ofPlace) => Object.values(ofPlace));
  expect(facets).toHaveLength(specification.facets.length);
  for (const { description, fields } of Object.values(shapes.objects)) {
    expect([description, ...fields.map((field) => field.description)].every((text) => text.trim().endsWith('.'))).toBe(true);
  }
});

test('a type or field without description is refused, and a description of nothing', () => {
  const { SchemaDatasetFacet, ...others } = descriptions;
  expect(() => facetShapes(specification, others)).toThrow('lacks SchemaDatasetFacet., SchemaDatasetFacet.fields.');
  expect(() => facetShapes(specification, { ...others, SchemaDatasetFacet: { '': SchemaDatasetFacet?.[''] ?? '' } })).toThrow('fields');
  expect(() => facetShapes(specification, { ...descriptions, Nothing: { '': 'Nothing.' } })).toThrow('Nothing.');
});

test('a construction nobody has met is refused', () => {
  const odd: Specification = {
    ...specification,
    definitions: { ...specification.definitions, SQLJobFacet: { properties: { query: {} } } },
  };
  expect(() => facetShapes(odd, descriptions)).toThrow('no known construction');
});

test('no field hides what is common to all facets', () => {
  const shapes = facetShapes(specification, descriptions);
  const names = specification.facets.flatMap(({ definition }) => shapes.objects[definition]!.fields.map((field) => field.name));
  for (const common of ['name', 'producer', 'schemaURL', 'raw']) expect(names).not.toContain(common);
});
