import { BadUserInputError, LimitExceededError } from '@hotpass/kernel';
import { facetTypeOf, type FacetPlace, type Facets } from '@hotpass/openlineage';
import type { FacetRow } from './facet.row.ts';
import { facetTypes } from './facet.type.ts';

/** How many names one list of facets may ask for. */
const maximumNames = 100;

/** @throws LimitExceededError when they are too many. */
export function checkFacetNames(names: readonly string[] | null | undefined): readonly string[] | null {
  if (names && names.length > maximumNames) {
    throw new LimitExceededError(`Ask for at most ${maximumNames} facets by name.`, { argument: 'names', maximum: maximumNames });
  }
  return names ?? null;
}

/** @throws BadUserInputError when no facet can have the name. */
export function checkFacetName(name: string): readonly string[] {
  if (name === '') throw new BadUserInputError('A facet has a name.', { argument: 'name' });
  return [name];
}

/** A stored facet as the API shows it, of the type that its key has in that place. */
export function toFacet(place: FacetPlace, row: FacetRow): object {
  const json = parsed(row.doc);
  const head = { name: row.name, producer: textIn(json, '_producer'), schemaURL: textIn(json, '_schemaURL'), raw: row.doc };
  return facetTypes.make(facetTypeOf(place, row.name), head, json);
}

/** Stored facets by name, parsed, as the readers of `@hotpass/openlineage` take them. */
export function facetsByName(rows: readonly FacetRow[]): Facets {
  const facets: Record<string, unknown> = Object.create(null);
  for (const { name, doc } of rows) facets[name] = parsed(doc);
  return facets;
}

function parsed(doc: string): Readonly<Record<string, unknown>> {
  return JSON.parse(doc) as Readonly<Record<string, unknown>>;
}

function textIn(json: Readonly<Record<string, unknown>>, key: string): string | null {
  const value = Object.hasOwn(json, key) ? json[key] : null;
  return typeof value === 'string' ? value : null;
}
