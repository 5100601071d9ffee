import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

import { keepFacts } from '../src/openlineage/facts.ts';
import { schemaFolder } from '../src/openlineage/places.ts';
import { readSchemaFiles } from '../src/openlineage/schema-files.ts';
import { facetPlaces, readSpecification } from '../src/openlineage/specification.ts';

describe('the facts of a schema', () => {
  test('leave out prose and keep constraints, at any depth', () => {
    const schema = {
      $id: 'https://example.org/s.json',
      title: 'S',
      description: 'prose',
      type: 'object',
      properties: {
        a: { type: 'string', example: 'x', enum: ['x', 'y'] },
        list: { type: 'array', items: { $comment: 'prose', type: 'integer' } },
      },
      anyOf: [{ required: ['a'], description: 'prose' }],
      $defs: { T: { documentation: 'prose', additionalProperties: { examples: [1], format: 'uri' } } },
    };
    expect(keepFacts(schema)).toEqual({
      $id: 'https://example.org/s.json',
      type: 'object',
      properties: { a: { type: 'string', enum: ['x', 'y'] }, list: { type: 'array', items: { type: 'integer' } } },
      anyOf: [{ required: ['a'] }],
      $defs: { T: { additionalProperties: { format: 'uri' } } },
    });
  });

  test('keep properties that are called like prose', () => {
    const schema = { properties: { description: { type: 'string', description: 'prose' }, title: { type: 'string' } } };
    expect(keepFacts(schema)).toEqual({ properties: { description: { type: 'string' }, title: { type: 'string' } } });
  });

  test('are not guessed: an unknown keyword is refused', () => {
    expect(() => keepFacts({ properties: { a: { if: { type: 'string' } } } })).toThrow('"if"');
  });
});

describe('the committed specification', () => {
  const specification = readSpecification(schemaFolder);

  test('pins each facet to one schema by place and key', () => {
    const pins = specification.facets.map(({ place, key }) => `${place} ${key}`);
    expect(new Set(pins).size).toBe(pins.length);
    expect(new Set(specification.facets.map((facet) => facet.place))).toEqual(new Set(facetPlaces));
  });

  test('pins a facet of two places to both', () => {
    const lineage = specification.facets.filter((facet) => facet.key === 'lineage');
    expect(lineage.map(({ place, definition }) => [place, definition])).toEqual([
      ['dataset', 'LineageDatasetFacet'],
      ['job', 'LineageJobFacet'],
    ]);
  });

  test('refers to nothing outside itself', () => {
    const references = [...JSON.stringify(specification.definitions).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]);
    const local = new Set(Object.keys(specification.definitions).map((name) => `#/$defs/${name}`));
    expect(references.filter((reference) => reference === undefined || !local.has(reference))).toEqual([]);
  });

  test('holds no prose', () => {
    const texts = JSON.stringify(specification.definitions).match(/"(description|example|title|\$comment|documentation)":"/g);
    expect(texts).toBeNull();
  });
});

const fixtures = process.env['HOTPASS_FIXTURES'] ?? '';

if (fixtures === '') {
  // oxlint-disable-next-line jest/no-disabled-tests -- the folder is not part of the project; the name says why
  test.skip('the committed schemas are those of the specification (HOTPASS_FIXTURES names no folder)', () => {});
} else {
  test('the committed schemas are those of the specification', () => {
    const extracted = readSchemaFiles(join(fixtures, 'openlineage/spec')).map(({ path, schema }) => ({ path, schema: keepFacts(schema) }));
    expect(extracted.length).toBeGreaterThan(0);
    expect(readSchemaFiles(schemaFolder)).toEqual(extracted);
  });
}
