import { runParametersOf, type Facets, type RunParameter } from '@hotpass/openlineage';
import { isSameJson } from './same-json.ts';

export type FacetChange = 'ADDED' | 'REMOVED' | 'CHANGED';

/** JSON of a facet of two runs; a side is null where that run has none. */
export interface ComparedFacet {
  readonly name: string;
  readonly doc: string | null;
  readonly otherDoc: string | null;
}

export interface FacetDifference extends ComparedFacet {
  readonly change: FacetChange;
}

export interface ParameterDifference {
  readonly key: string;
  readonly change: FacetChange;
  readonly value: string | null;
  readonly otherValue: string | null;
}

/** Facets that say something else; who made them and by which schema is nothing they say. */
export function facetDifferences(facets: readonly ComparedFacet[]): FacetDifference[] {
  return facets.flatMap((facet) => {
    const { doc, otherDoc } = facet;
    const change = changeOf(doc, otherDoc, (a, b) => isSameJson(saying(a), saying(b)));
    return change === null ? [] : [{ ...facet, change }];
  });
}

function saying(doc: string): unknown {
  const { _producer, _schemaURL, ...said } = JSON.parse(doc) as Record<string, unknown>;
  return said;
}

/** Null when one of the runs told no parameters. */
export function parameterDifferences(runFacets: Facets, otherFacets: Facets): ParameterDifference[] | null {
  const [parameters, otherParameters] = [byKey(runParametersOf(runFacets)), byKey(runParametersOf(otherFacets))];
  if (!parameters || !otherParameters) return null;
  return [...new Set([...parameters.keys(), ...otherParameters.keys()])].toSorted().flatMap((key) => {
    const [parameter, other] = [parameters.get(key) ?? null, otherParameters.get(key) ?? null];
    const change = changeOf(parameter, other, (a, b) => a.value === b.value);
    return change === null ? [] : [{ key, change, value: parameter?.value ?? null, otherValue: other?.value ?? null }];
  });
}

/** From the other side to this one; null when nothing changed. */
function changeOf<Side>(side: Side | null, other: Side | null, isSame: (a: Side, b: Side) => boolean): FacetChange | null {
  if (other === null) return side === null ? null : 'ADDED';
  if (side === null) return 'REMOVED';
  return isSame(side, other) ? null : 'CHANGED';
}

function byKey(parameters: readonly RunParameter[] | null): Map<string, RunParameter> | null {
  return parameters && new Map(parameters.map((parameter) => [parameter.key, parameter]));
}
