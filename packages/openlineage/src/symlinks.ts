import { readEntityName } from './entity-name.ts';
import type { Facets } from './event-view.ts';
import { isObject, member, readName } from './json.ts';

/** Another name of the dataset that carries the facet. */
export interface Symlink {
  readonly namespace: string;
  readonly name: string;
  /** The producer's word for what kind of name it is, such as `TABLE` or `LOCATION`; null when it has none. */
  readonly type: string | null;
}

/** Reads the `symlinks` facet of a dataset. Identifiers that identify nothing are left out. */
export function symlinksOf(datasetFacets: Facets): Symlink[] {
  const facet = member(datasetFacets, 'symlinks');
  const identifiers = isObject(facet) ? member(facet, 'identifiers') : null;
  if (!Array.isArray(identifiers)) return [];
  return identifiers.filter(isObject).flatMap((identifier) => {
    const named = readEntityName(identifier);
    return named === null ? [] : { ...named, type: readName(member(identifier, 'type')) };
  });
}
