import { facetChecks } from './generated/facet-checks.ts';
import { isObject, member } from './json.ts';
import type { JsonObject } from './json.ts';
import { appendToken } from './pointer.ts';
import type { FacetCheck, FacetPlace } from './schema-check.ts';

/** A facet with a schema, where it was found. */
export interface KnownFacet {
  readonly check: FacetCheck;
  readonly facet: unknown;
  readonly pointer: string;
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

function visitFacets(place: FacetPlace, owner: unknown, key: string, pointer: string, visit: Visit): void {
  const facets = isObject(owner) ? member(owner, key) : undefined;
  if (!isObject(facets)) return;
  const checks = facetChecks[place];
  for (const name of Object.keys(facets)) {
    const check = checks.get(name);
    const facet = facets[name];
    // A facet that is no object is reported by the core schema; a deleted one carries nothing but that word.
    if (check === undefined || !isObject(facet) || member(facet, '_deleted') === true) continue;
    visit({ check, facet, pointer: appendToken(`${pointer}/${key}`, name) });
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
