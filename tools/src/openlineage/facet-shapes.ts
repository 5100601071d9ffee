import type { Descriptions } from './facet-descriptions.ts';
import { isJsonObject } from './facts.ts';
import type { Json, JsonObject } from './facts.ts';
import { facetPlaces, isCoreFacet, referencedDefinition } from './specification.ts';
import type { Specification } from './specification.ts';

/** What a field holds. `json` is any JSON, shown as its text. */
type ValueKind = 'text' | 'number' | 'boolean' | 'time' | 'json' | 'object' | 'union';

/** A property of an object. `packages/openlineage/src/facet-shape.ts` declares the same for the generated table. */
interface FieldShape {
  readonly name: string;
  readonly description: string;
  readonly property: string;
  readonly kind: ValueKind;
  /** Name of the object or union it holds. */
  readonly of: string | null;
  readonly many: 'one' | 'list' | 'map';
}

interface ObjectShape {
  readonly description: string;
  readonly fields: FieldShape[];
}

interface UnionShape {
  readonly description: string;
  /** The member objects by the word in the property `type` that marks them. */
  readonly members: Readonly<Record<string, string>>;
}

/** Structure of every facet: what GraphQL types and the reader are made from. */
export interface FacetShapes {
  readonly facets: Readonly<Record<string, Record<string, string>>>;
  readonly objects: Record<string, ObjectShape>;
  readonly unions: Record<string, UnionShape>;
}

/** Fields every facet has beside its own (interface `Facet`). */
const facetFields = new Set(['name', 'producer', 'schemaURL', 'raw']);

/** Reads the structure out of the schemas. @throws Error on a construction it does not know, and on what nobody has described. */
export function facetShapes(specification: Specification, descriptions: Descriptions): FacetShapes {
  const reader = new ShapeReader(specification.definitions);
  const facets = facetPlaces.map((place) => {
    const ofPlace = specification.facets.filter((facet) => facet.place === place);
    for (const { key, definition } of ofPlace) reader.readFacet(definition, key);
    return [place, Object.fromEntries(ofPlace.map(({ key, definition }) => [key, definition]))] as const;
  });
  return described({ facets: Object.fromEntries(facets), objects: reader.objects, unions: reader.unions }, descriptions);
}

/** The module of the reader and of the GraphQL types: the structure as a table. */
export function facetShapesModule(shapes: FacetShapes): string {
  const text = JSON.stringify(shapes, null, 1);
  return `import type { FacetShapes } from '../facet-shape.ts';\n\nexport const facetShapes: FacetShapes = ${text};\n`;
}

/** @throws Error that names what has no description, and descriptions of nothing. */
function described(shapes: FacetShapes, descriptions: Descriptions): FacetShapes {
  const wanted = [
    ...Object.entries(shapes.objects).flatMap(([type, { fields }]) => [`${type}.`, ...fields.map((field) => `${type}.${field.name}`)]),
    ...Object.keys(shapes.unions).map((type) => `${type}.`),
  ];
  const given = Object.entries(descriptions).flatMap(([type, words]) => Object.keys(words).map((field) => `${type}.${field}`));
  const missing = wanted.filter((name) => !given.includes(name));
  const idle = given.filter((name) => !wanted.includes(name));
  if (missing.length > 0) throw new Error(`facet-descriptions.json lacks ${missing.join(', ')}.`);
  if (idle.length > 0) throw new Error(`facet-descriptions.json describes what no facet has: ${idle.join(', ')}.`);
  const objects = Object.entries(shapes.objects).map(([type, { fields }]) => {
    const words = descriptions[type]!;
    return [type, { description: words['']!, fields: fields.map((field) => ({ ...field, description: words[field.name]! })) }];
  });
  const unions = Object.entries(shapes.unions).map(([type, union]) => [type, { ...union, description: descriptions[type]!['']! }]);
  return { facets: shapes.facets, objects: Object.fromEntries(objects), unions: Object.fromEntries(unions) };
}

class ShapeReader {
  readonly objects: Record<string, ObjectShape> = {};
  readonly unions: Record<string, UnionShape> = {};
  readonly #definitions: JsonObject;

  constructor(definitions: JsonObject) {
    this.#definitions = definitions;
  }

  readFacet(definition: string, key: string): void {
    const { fields } = this.#readObject(definition, this.#definitions[definition] ?? null);
    this.objects[definition] = {
      description: '',
      fields: fields.map((field) => (facetFields.has(field.name) ? { ...field, name: camelCase(key) + capital(field.name) } : field)),
    };
  }

  #readObject(name: string, schema: Json): ObjectShape {
    const fields: FieldShape[] = [];
    this.objects[name] = { description: '', fields };
    for (const [property, of] of Object.entries(propertiesOf(schema))) {
      fields.push({ name: property, description: '', property, ...this.#valueOf(of, name + capital(property)) });
    }
    return { description: '', fields };
  }

  /** `inlineName` is for an object that the schema describes where it stands. */
  #valueOf(schema: Json, inlineName: string): Pick<FieldShape, 'kind' | 'of' | 'many'> {
    const items = isJsonObject(schema) ? schema.items : undefined;
    if (items !== undefined) return { ...this.#itemOf(items, inlineName.replace(/s$/, '')), many: 'list' };
    const values = mapValuesOf(schema);
    if (values !== null) return { kind: 'object', of: this.#entryOf(values, inlineName.replace(/s$/, '')), many: 'map' };
    return { ...this.#itemOf(schema, inlineName), many: 'one' };
  }

  /** What stands in a map, with the key it stands under. A value that is no object gets one around it. */
  #entryOf(values: Json, inlineName: string): string {
    const { kind, of } = this.#itemOf(values, inlineName);
    if (kind === 'union') throw new Error(`${inlineName} is a map of alternatives.`);
    const name = of ?? `Facet${capital(kind)}`;
    const fields: FieldShape[] = [{ name: 'value', description: '', property: 'value', kind, of, many: 'one' }];
    this.objects[name] ??= { description: '', fields };
    keyOf(this.objects[name].fields);
    return name;
  }

  #itemOf(schema: Json, inlineName: string): Pick<FieldShape, 'kind' | 'of'> {
    const scalar = scalarOf(schema);
    if (scalar !== null) return { kind: scalar, of: null };
    const definition = referencedDefinition(schema);
    const target = definition === null ? schema : (this.#definitions[definition] ?? null);
    if (isCoreFacet(schema)) return { kind: 'json', of: null };
    const name = definition === null ? inlineName : typeNameOf(definition);
    if (alternativesOf(target).length > 0) return { kind: 'union', of: this.#readUnion(name, target) };
    if (Object.keys(propertiesOf(target)).length === 0) throw new Error(`${inlineName} is of no known construction.`);
    if (this.objects[name] === undefined) this.#readObject(name, target);
    return { kind: 'object', of: name };
  }

  #readUnion(name: string, schema: Json): string {
    if (this.unions[name] !== undefined) return name;
    const members: Record<string, string> = {};
    this.unions[name] = { description: '', members };
    for (const alternative of alternativesOf(schema)) {
      const definition = referencedDefinition(alternative) ?? '';
      const word = discriminatorOf(this.#definitions[definition] ?? null);
      const { of } = this.#itemOf(alternative, definition);
      if (word === null || of === null) throw new Error(`${name} has a member that no word marks.`);
      members[word] = of;
    }
    return name;
  }
}

/** Names of the specification that do not say that they belong to a facet would be taken for the hub's own. */
function typeNameOf(definition: string): string {
  return definition.includes('Facet') ? definition : `Facet${definition}`;
}

/** What stands in a map has the key it stands under. */
function keyOf(fields: FieldShape[]): void {
  if (fields.some((field) => field.name === 'key')) return;
  fields.unshift({ name: 'key', description: '', property: '', kind: 'text', of: null, many: 'one' });
}

/** Properties of an object schema, those of its parts that are not the core schema's included. */
function propertiesOf(schema: Json): JsonObject {
  if (!isJsonObject(schema)) return {};
  const parts = Array.isArray(schema.allOf) ? schema.allOf.filter((part) => !isCoreFacet(part)).map(propertiesOf) : [];
  return Object.assign({}, ...parts, isJsonObject(schema.properties) ? schema.properties : {}) as JsonObject;
}

function mapValuesOf(schema: Json): Json {
  if (!isJsonObject(schema) || schema.properties !== undefined) return null;
  if (Array.isArray(schema.anyOf) && schema.anyOf.length === 1) return mapValuesOf(schema.anyOf[0] ?? null);
  return schema.additionalProperties ?? null;
}

function alternativesOf(schema: Json): readonly Json[] {
  return isJsonObject(schema) && Array.isArray(schema.oneOf) ? schema.oneOf : [];
}

function discriminatorOf(schema: Json): string | null {
  const type = propertiesOf(schema).type;
  if (!isJsonObject(type)) return null;
  const word = type.const ?? (Array.isArray(type.enum) ? type.enum[0] : null);
  return typeof word === 'string' ? word : null;
}

function scalarOf(schema: Json): ValueKind | null {
  if (schema === true) return 'json';
  if (!isJsonObject(schema)) return null;
  if (schema.type === 'string' || typeof schema.const === 'string') return schema.format === 'date-time' ? 'time' : 'text';
  if (schema.type === 'integer' || schema.type === 'number') return 'number';
  return schema.type === 'boolean' ? 'boolean' : null;
}

function camelCase(key: string): string {
  return key.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
