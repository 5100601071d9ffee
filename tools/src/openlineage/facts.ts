/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type JsonObject = { readonly [key: string]: Json };

/** Keywords that hold one schema, a list of schemas, and a map of names to schemas. */
const schemaKeywords = new Set(['items', 'additionalProperties', 'not']);
const schemaListKeywords = new Set(['allOf', 'anyOf', 'oneOf']);
const schemaMapKeywords = new Set(['properties', 'patternProperties', '$defs']);

/** Keywords whose value is kept as it stands. */
const valueKeywords = new Set([
  '$schema',
  '$id',
  '$ref',
  'type',
  'format',
  'required',
  'dependentRequired',
  'enum',
  'const',
  'default',
  'deprecated',
  'pattern',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
]);

/** Keywords for people: someone's prose, not needed to validate. */
const proseKeywords = new Set(['description', 'example', 'examples', 'title', '$comment', 'documentation']);

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The facts of a JSON Schema: names, types and constraints without its prose.
 * A keyword on neither list is refused, so that a later version of the specification loses no constraint unseen.
 */
export function keepFacts(schema: Json): Json {
  if (!isJsonObject(schema)) return schema;
  const entries = Object.entries(schema).filter(([keyword]) => !proseKeywords.has(keyword));
  return Object.fromEntries(entries.map(([keyword, value]) => [keyword, keepKeyword(keyword, value)]));
}

function keepKeyword(keyword: string, value: Json): Json {
  if (valueKeywords.has(keyword)) return value;
  if (schemaKeywords.has(keyword)) return keepFacts(value);
  if (schemaListKeywords.has(keyword) && Array.isArray(value)) return value.map(keepFacts);
  if (schemaMapKeywords.has(keyword) && isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, keepFacts(schema)]));
  }
  throw new Error(`Unknown JSON Schema keyword "${keyword}": say in facts.ts whether it is a fact or prose.`);
}
