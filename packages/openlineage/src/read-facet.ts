import { readTime } from './event-time.ts';
import type { FacetFieldShape } from './facet-shape.ts';
import { facetShapes } from './generated/facet-shapes.ts';
import { isObject, member } from './json.ts';
import type { JsonObject } from './json.ts';
import { jsonText } from './json-text.ts';
import type { FacetPlace } from './schema-check.ts';

/** An object of a facet (the facet itself, or one inside it) as it was sent, with the name of its shape. */
export interface FacetObject {
  readonly type: string;
  readonly json: JsonObject;
  /** What it stands under, in a map. */
  readonly key: string | null;
}

export type FacetValue = null | string | number | boolean | Date | FacetObject | readonly FacetValue[];

/** The shape of what stands under a key at a place; null for facets the specification does not know. */
export function facetTypeOf(place: FacetPlace, key: string): string | null {
  const types = facetShapes.facets[place] ?? {};
  return Object.hasOwn(types, key) ? (types[key] ?? null) : null;
}

/**
 * One field of an object of a facet. Pure, never throws, repairs nothing: what has another shape than the
 * specification says is null, or left out of its list. Only this level is looked at, whatever lies below.
 */
export function readFacetField(object: FacetObject, field: FacetFieldShape): FacetValue {
  if (field.property === '') return object.key;
  const value = member(object.json, field.property);
  if (field.many === 'one') return readValue(value, field, null);
  if (field.many === 'list')
    return Array.isArray(value)
      ? readAll(
          value.map((item: unknown) => [null, item] as const),
          field,
        )
      : null;
  return isObject(value) ? readAll(Object.entries(value), field) : null;
}

function readAll(entries: readonly (readonly [key: string | null, value: unknown])[], field: FacetFieldShape): FacetValue[] {
  return entries.map(([key, value]) => readValue(value, field, key)).filter((value) => value !== null);
}

function readValue(value: unknown, { kind, of }: FacetFieldShape, key: string | null): FacetValue {
  switch (kind) {
    case 'text':
      return typeof value === 'string' ? value : null;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'time':
      return readTime(value);
    case 'json':
      return value === undefined ? null : jsonText(value);
    case 'object':
      return readObject(value, of, key);
    case 'union':
      return isObject(value) ? readObject(value, memberOf(of, member(value, 'type')), key) : null;
  }
}

/** What a map holds that is no object is read as one with the property `value`. */
function readObject(value: unknown, type: string | null, key: string | null): FacetObject | null {
  if (type === null) return null;
  if (type in entryKinds) return value === undefined ? null : { type, json: { value }, key };
  return isObject(value) ? { type, json: value, key } : null;
}

/** Shapes of the entries of maps whose values are no objects. */
const entryKinds: Readonly<Record<string, true>> = { FacetText: true, FacetNumber: true, FacetJson: true };

function memberOf(union: string | null, word: unknown): string | null {
  const members = facetShapes.unions[union ?? '']?.members ?? {};
  return typeof word === 'string' && Object.hasOwn(members, word) ? (members[word] ?? null) : null;
}
