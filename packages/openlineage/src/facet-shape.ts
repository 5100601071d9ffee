/** What a field of a facet holds. `json` is any JSON, shown as its text. */
export type FacetValueKind = 'text' | 'number' | 'boolean' | 'time' | 'json' | 'object' | 'union';

/** A field of a facet or of an object inside one. */
export interface FacetFieldShape {
  readonly name: string;
  /** In our own words. */
  readonly description: string;
  /** Where the value stands in the JSON object; empty for the key under which the object itself stands in a map. */
  readonly property: string;
  readonly kind: FacetValueKind;
  /** Name of the object or union it holds. */
  readonly of: string | null;
  /** A map is read as a list, each value with its key. */
  readonly many: 'one' | 'list' | 'map';
}

/** Facets, and the objects inside them. */
export interface FacetObjectShape {
  readonly description: string;
  readonly fields: readonly FacetFieldShape[];
}

/** Objects told apart by the word in their property `type`. */
export interface FacetUnionShape {
  readonly description: string;
  readonly members: Readonly<Record<string, string>>;
}

/** The structure of every facet of the specification and its registries. */
export interface FacetShapes {
  /** By the place where facets stand (run, job, dataset, input, output) and their key: the name of their object. */
  readonly facets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly objects: Readonly<Record<string, FacetObjectShape>>;
  readonly unions: Readonly<Record<string, FacetUnionShape>>;
}
