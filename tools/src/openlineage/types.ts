import { compile } from 'json-schema-to-typescript';
import type { JSONSchema } from 'json-schema-to-typescript';

import type { JsonObject } from './facts.ts';
import { facetPlaces } from './specification.ts';
import type { FacetPlace, Specification } from './specification.ts';

const mapNames: Readonly<Record<FacetPlace, string>> = {
  run: 'RunFacets',
  job: 'JobFacets',
  dataset: 'DatasetFacets',
  input: 'InputDatasetFacets',
  output: 'OutputDatasetFacets',
};

/** What the compiler writes above each definition: where it stood in the document made for it below. */
const provenanceComment = /\/\*\*\n \* This interface was referenced by [^*]*\* via [^*]*\*\/\n/g;

/**
 * TypeScript types of the events and of every facet, named as in the specification, and for each place where facets
 * stand a map of the known ones by their keys.
 */
export async function typesModule(specification: Specification): Promise<string> {
  const events = ['RunEvent', 'DatasetEvent', 'JobEvent'].map(reference);
  const maps = facetPlaces.map((place) => [mapNames[place], facetMap(specification, place)] as const);
  // The compiler declares unreferenced definitions only of a root that is an object, hence one with the event in it.
  const root: JSONSchema = JSON.parse(
    JSON.stringify({
      type: 'object',
      properties: { event: reference('OpenLineageEvent') },
      additionalProperties: false,
      $defs: { OpenLineageEvent: { oneOf: events }, ...specification.definitions, ...Object.fromEntries(maps) },
    }),
  );
  const code = await compile(root, 'OpenLineage', { bannerComment: '', unreachableDefinitions: true, format: false });
  return code.replaceAll(provenanceComment, '');
}

function facetMap(specification: Specification, place: FacetPlace): JsonObject {
  const facets = specification.facets.filter((facet) => facet.place === place);
  return {
    type: 'object',
    properties: Object.fromEntries(facets.map(({ key, definition }) => [key, reference(definition)])),
    additionalProperties: false,
  };
}

function reference(definition: string): JsonObject {
  return { $ref: `#/$defs/${definition}` };
}
