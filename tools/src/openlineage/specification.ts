import { isJsonObject } from './facts.ts';
import type { Json, JsonObject } from './facts.ts';
import { readSchemaFiles } from './schema-files.ts';

/** Where a facet may stand in an event. */
export const facetPlaces = ['run', 'job', 'dataset', 'input', 'output'] as const;

export type FacetPlace = (typeof facetPlaces)[number];

/** A facet schema, pinned to the place and the key under which events carry it. */
export interface FacetSchema {
  readonly place: FacetPlace;
  readonly key: string;
  readonly definition: string;
  readonly schemaId: string;
}

export interface Specification {
  readonly coreId: string;
  /** Every `$defs` entry of every file; their names are unique across the specification, and references local. */
  readonly definitions: JsonObject;
  readonly facets: readonly FacetSchema[];
}

const placeOfBase: ReadonlyMap<string, FacetPlace> = new Map([
  ['RunFacet', 'run'],
  ['JobFacet', 'job'],
  ['DatasetFacet', 'dataset'],
  ['InputDatasetFacet', 'input'],
  ['OutputDatasetFacet', 'output'],
]);

/** Reads the committed schemas into one set of definitions. */
export function readSpecification(folder: string): Specification {
  const schemas = readSchemaFiles(folder).map((file) => file.schema);
  const core = schemas.find((schema) => String(schema.$id).endsWith('/OpenLineage.json'));
  if (core === undefined) throw new Error(`${folder} holds no OpenLineage.json.`);

  const definitions: Record<string, Json> = {};
  for (const [name, definition] of schemas.flatMap((schema) => Object.entries(definitionsOf(schema)))) {
    if (Object.hasOwn(definitions, name)) throw new Error(`Two schemas define ${name}.`);
    definitions[name] = withLocalReferences(definition);
  }
  const facets = schemas.filter((schema) => schema !== core).flatMap((schema) => facetsOf(schema));
  return { coreId: String(core.$id), definitions, facets };
}

/** The name of the definition a local reference points to. */
export function referencedDefinition(schema: Json): string | null {
  if (!isJsonObject(schema) || typeof schema.$ref !== 'string') return null;
  return /#\/\$defs\/(\w+)$/.exec(schema.$ref)?.[1] ?? null;
}

/** Whether a schema is a reference to what the core schema asks of every facet of a place. */
export function isCoreFacet(schema: Json): boolean {
  return placeOfBase.has(referencedDefinition(schema) ?? '');
}

function definitionsOf(schema: JsonObject): JsonObject {
  return isJsonObject(schema.$defs) ? schema.$defs : {};
}

function withLocalReferences(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(withLocalReferences);
  if (!isJsonObject(schema)) return schema;
  const target = referencedDefinition(schema);
  if (target !== null) return { $ref: `#/$defs/${target}` };
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, withLocalReferences(value)]));
}

/** A file pins its facets to the one property it describes; what a definition extends says where that stands. */
function facetsOf(schema: JsonObject): FacetSchema[] {
  const [key, ...others] = Object.keys(isJsonObject(schema.properties) ? schema.properties : {});
  if (key === undefined || others.length > 0) throw new Error(`${String(schema.$id)} does not describe one facet.`);
  const facets = Object.entries(definitionsOf(schema)).flatMap(([definition, body]) => {
    const place = facetPlaceOf(body);
    return place === null ? [] : [{ place, key, definition, schemaId: String(schema.$id) }];
  });
  if (facets.length === 0) throw new Error(`${String(schema.$id)} extends no facet of the core schema.`);
  return facets;
}

function facetPlaceOf(definition: Json): FacetPlace | null {
  if (!isJsonObject(definition) || !Array.isArray(definition.allOf)) return null;
  for (const part of definition.allOf) {
    const place = placeOfBase.get(referencedDefinition(part) ?? '');
    if (place !== undefined) return place;
  }
  return null;
}
