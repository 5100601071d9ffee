import type { FacetPlace } from '../projectors/read-facets.ts';

/** A facet as it is stored. */
export interface FacetRow {
  readonly name: string;
  /** Its JSON. */
  readonly doc: string;
}

/** Facets of one thing: a run, its job, or a dataset in one of its roles. */
export interface FacetHome {
  readonly runId: string;
  readonly place: FacetPlace;
  /** Empty for facets of the run and its job. */
  readonly datasetId: string;
}

export interface FacetKey extends FacetHome {
  /** Which; null is all. */
  readonly names: readonly string[] | null;
  /** How many of them, the first by name; null is all. */
  readonly size: number | null;
}
