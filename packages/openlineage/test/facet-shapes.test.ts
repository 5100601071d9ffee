import { describe, expect, test } from '@jest/globals';
import { fixtures } from '@hotpass/testkit';

import { facetShapes, readFacetField } from '../src/index.ts';
import type { FacetObject, FacetValue } from '../src/index.ts';
import { readSamples } from './samples.ts';

const folder = fixtures();

/** Every text, number and truth value below a value, keys of objects left out; members that OpenLineage reserves too. */
function leavesOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return value === null ? [] : [String(value)];
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return Object.entries(value).flatMap(([key, member]) => (key.startsWith('_') ? [] : leavesOf(member)));
}

/** The same of all that the table reads out of an object. Times are as the table reads them, JSON is looked into. */
function readLeaves(value: FacetValue): string[] {
  if (Array.isArray(value)) return value.flatMap((item: FacetValue) => readLeaves(item));
  if (value instanceof Date) return [value.toISOString()];
  if (typeof value !== 'object' || value === null) return value === null ? [] : [String(value)];
  return 'type' in value ? readAll(value) : [];
}

function readAll(object: FacetObject): string[] {
  return facetShapes.objects[object.type]!.fields.flatMap((field) => {
    const value = readFacetField(object, field);
    return field.kind === 'json' && typeof value === 'string' ? leavesOf(JSON.parse(value)) : readLeaves(value);
  });
}

function asTime(text: string): string {
  const time = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? text : new Date(time).toISOString();
}

/** The shape of that key that reads most of the facet: the key may stand at several places. */
function leftOut(key: string, facet: object): string[] {
  const types = Object.values(facetShapes.facets).flatMap((ofPlace) => (Object.hasOwn(ofPlace, key) ? [ofPlace[key]!] : []));
  const unread = types.map((type) => {
    const read = new Set(readAll({ type, json: facet as Record<string, unknown>, key: null }).map(asTime));
    return leavesOf(facet)
      .map(asTime)
      .filter((leaf) => !read.has(leaf));
  });
  return unread.toSorted((a, b) => a.length - b.length)[0] ?? ['no shape'];
}

/** Facet maps, without the one sample that is a whole event. */
const samples: readonly (readonly [name: string, facets: unknown])[] =
  folder === null
    ? [['none', {}]]
    : readSamples('spec-tests')
        .filter(({ file }) => !file.endsWith('example_full_event.json'))
        .map(({ name, event }) => [name, event]);

(folder === null ? describe.skip : describe)('the samples of the specification (HOTPASS_FIXTURES)', () => {
  test.each(samples)('every value of %s is read', (_, facets) => {
    const unread = Object.entries(facets as Record<string, object>).flatMap(([key, facet]) => leftOut(key, facet));
    expect(unread).toEqual([]);
  });
});
