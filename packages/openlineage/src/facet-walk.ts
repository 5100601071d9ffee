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

/** Calls `visit` with the job and every dataset of an event, and a pointer to it. */
export function visitNamed(event: JsonObject, visit: (named: JsonObject, pointer: string) => void): void {
  for (const key of ['job', 'dataset']) {
    const named = member(event, key);
    if (isObject(named)) visit(named, `/${key}`);
  }
  visitListed(event, 'inputs', visit);
  visitListed(event, 'outputs', visit);
}

/** Calls `visit` with every known facet of the event: of its run, its job and its datasets. */
export function visitKnownFacets(event: JsonObject, visit: (facet: KnownFacet) => void): void {
  for (const place of ['run', 'job', 'dataset'] as const) {
    const owner = member(event, place);
    if (isObject(owner)) visitFacets(place, member(owner, 'facets'), `/${place}/facets`, visit);
  }
  for (const [list, place] of [
    ['inputs', 'input'],
    ['outputs', 'output'],
  ] as const) {
    visitListed(event, list, (dataset, pointer) => {
      visitFacets('dataset', member(dataset, 'facets'), `${pointer}/facets`, visit);
      visitFacets(place, member(dataset, `${place}Facets`), `${pointer}/${place}Facets`, visit);
    });
  }
}

function visitFacets(place: FacetPlace, facets: unknown, parent: string, visit: (facet: KnownFacet) => void): void {
  if (!isObject(facets)) return;
  for (const [key, check] of facetChecks[place]) {
    const facet = member(facets, key);
    // A facet that is no object is reported by the core schema.
    if (!isObject(facet) || isDeleted(place, facet)) continue;
    visit({ check, facet, key, parent });
  }
}

/** A facet of a job or dataset can be deleted; it then carries nothing but that word. */
function isDeleted(place: FacetPlace, facet: JsonObject): boolean {
  return (place === 'job' || place === 'dataset') && member(facet, '_deleted') === true;
}

/** Items that are no objects are the core schema's to report; there may be millions of them. */
function visitListed(event: JsonObject, list: string, visit: (item: JsonObject, pointer: string) => void): void {
  const items = member(event, list);
  if (!Array.isArray(items)) return;
  for (let index = 0; index < items.length; index += 1) {
    const item: unknown = items[index];
    if (isObject(item)) visit(item, `/${list}/${index}`);
  }
}
