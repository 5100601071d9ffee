import { facetShapes, facetTypeOf, readFacetField } from '@hotpass/openlineage';
import { defineFacetTypes } from '@hotpass/server';
import type { FacetRow } from './facet.repository.ts';

/** Where the facets of this subgraph stand. */
export type FacetHome = 'dataset' | 'job';

export const facetTypes = defineFacetTypes({ table: facetShapes, places: ['dataset', 'job'], read: readFacetField });

/** A facet as the API shows it: of the type its place and name have, or unknown. */
export function toFacet(home: FacetHome, row: FacetRow): object {
  const json = parsed(row.doc);
  const head = { name: row.name, producer: textIn(json, '_producer'), schemaURL: textIn(json, '_schemaURL'), raw: row.doc };
  return facetTypes.make(facetTypeOf(home, row.name), head, json);
}

/** The text was written by the projector from an object. */
export function parsed(doc: string): Readonly<Record<string, unknown>> {
  return JSON.parse(doc);
}

function textIn(json: Readonly<Record<string, unknown>>, key: string): string | null {
  const value = Object.hasOwn(json, key) ? json[key] : null;
  return typeof value === 'string' ? value : null;
}
