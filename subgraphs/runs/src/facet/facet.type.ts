import { facetShapes, readFacetField } from '@hotpass/openlineage';
import { defineFacetTypes } from '@hotpass/server';

/** Facets of runs, and of datasets as their inputs and outputs, are shown by this subgraph. */
export const facetTypes = defineFacetTypes({ table: facetShapes, places: ['run', 'input', 'output'], read: readFacetField });

/** The interface, as the type of a field. */
export const { Facet } = facetTypes;
