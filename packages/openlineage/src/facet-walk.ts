import { facetChecks } from './generated/facet-checks.ts';
import { isObject, member } from './json.ts';
import type { JsonObject } from './json.ts';
import type { FacetCheck, FacetPlace } from './schema-check.ts';

/** A facet with a schema, the key it was found under, and a pointer to the object with that key. */
export interface KnownFacet {
  readonly check: FacetCheck;
  readonly facet: unknown;
  readonly key: string;
  readonly parent: string;
}

type Visit = (facet: KnownFacet) => void;

/** Something that has a namespace and a name, where it was found. */
export interface Named {
  readonly value: JsonObject;
  readonly pointer: string;
}

/** The job and every dataset of an event, wherever its kind allows one. */
export function namedIn(event: JsonObject): readonly Named[] {
  const single = ['job', 'dataset'].map((key) => ({ value: member(event, key), pointer: `/${key}` }));
  return [...single, ...listed(event, 'inputs'), ...listed(event, 'outputs')].filter((named) => isNamed(named));
}

/** Calls `visit` with every known facet of the event: of its run, its job and its datasets. */
export function visitKnownFacets(event: JsonObject, visit: Visit): void {
  visitFacets('run', member(event, 'run'), 'facets', '/run', visit);
  visitFacets('job', member(event, 'job'), 'facets', '/job', visit);
  visitFacets('dataset', member(event, 'dataset'), 'facets', '/dataset', visit);
  for (const { value, pointer } of listed(event, 'inputs')) {
    visitFacets('dataset', value, 'facets', pointer, visit);
    visitFacets('input', value, 'inputFacets', pointer, visit);
  }
  for (const { value, pointer } of listed(event, 'outputs')) {
    visitFacets('dataset', value, 'facets', pointer, visit);
    visitFacets('output', value, 'outputFacets', pointer, visit);
  }
}

function visitFacets(place: FacetPlace, owner: unknown, facetsKey: string, pointer: string, visit: Visit): void {
  const facets = isObject(owner) ? member(owner, facetsKey) : undefined;
  if (!isObject(facets)) return;
  const checks = facetChecks[place];
  const parent = `${pointer}/${facetsKey}`;
  for (const key of Object.keys(facets)) {
    const check = checks.get(key);
    const facet = facets[key];
    // A facet that is no object is reported by the core schema; a deleted one carries nothing but that word.
    if (check === undefined || !isObject(facet) || member(facet, '_deleted') === true) continue;
    visit({ check, facet, key, parent });
  }
}

function listed(event: JsonObject, key: 'inputs' | 'outputs'): { value: unknown; pointer: string }[] {
  const list = member(event, key);
  if (!Array.isArray(list)) return [];
  return list.map((value: unknown, index) => ({ value, pointer: `/${key}/${index}` }));
}

function isNamed(named: { value: unknown; pointer: string }): named is Named {
  return isObject(named.value);
}
