/** Where a facet may stand in an event. */
export type FacetPlace = 'run' | 'job' | 'dataset' | 'input' | 'output';

/** A mistake as a generated validator reports it. `params` holds words of the schema and, of some rules, of the event. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A generated validator. It leaves the mistakes of its last call on itself. */
export interface SchemaCheck {
  (json: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/** The same schema twice: `check` stops at the first mistake, `explain` finds all of them. */
export interface SchemaChecks {
  readonly check: SchemaCheck;
  readonly explain: SchemaCheck;
}

/** The schema of a known facet. One that calls itself needs a bound on the depth of what it is given. */
export interface FacetCheck extends SchemaChecks {
  readonly schemaId: string;
  readonly recursive: boolean;
}
