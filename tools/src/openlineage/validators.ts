import { _, Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import dependentRequired from 'ajv/dist/vocabularies/validation/dependentRequired.js';

import { isJsonObject } from './facts.ts';
import type { Json, JsonObject } from './facts.ts';
import { isCoreFacet } from './specification.ts';
import type { Specification } from './specification.ts';

const bundleId = 'https://openlineage.io/spec';

/** The formats the specification uses; the package implements them itself, so that its validators import nothing. */
const formats = ['date-time', 'uri', 'uuid'];

const events = ['RunEvent', 'JobEvent', 'DatasetEvent'];

const header = `// @ts-nocheck: written by Ajv, which writes JavaScript
import { formats } from '../formats.ts';
import type { SchemaCheck } from '../schema-check.ts';
`;

/**
 * Standalone validators of the events and facets, one export per definition. Without `allErrors` they stop at the
 * first mistake, which bounds what hostile input costs.
 */
export function validatorModule(specification: Specification, options: { allErrors: boolean }): string {
  // Not Ajv2020: every call of its validators pays for `$dynamicRef`, which no schema here uses.
  const ajv = new Ajv({
    allErrors: options.allErrors,
    messages: false,
    code: { source: true, esm: true, formats: _`formats` },
  });
  ajv.addKeyword(dependentRequired.default);
  for (const format of formats) ajv.addFormat(format, () => true);
  ajv.addSchema({ $id: bundleId, $defs: forValidation(specification) });

  const names = [...events, ...specification.facets.map((facet) => facet.definition)];
  const code = standalone.default(ajv, Object.fromEntries(names.map((name) => [name, `${bundleId}#/$defs/${name}`])));
  if (/\brequire\(/.test(code)) throw new Error('A validator would need Ajv at run time.');
  return header + code.replaceAll(/export const (\w+) = (validate\d+);/g, '\nexport const $1: SchemaCheck = $2;');
}

/**
 * Two changes that keep the meaning of a whole event. What every facet must have is checked with the core schema, so
 * a facet's own validator leaves it out and nothing is reported twice. An `anyOf` of one is written as `allOf`, whose
 * mistakes need no second one to introduce them.
 */
function forValidation(specification: Specification): JsonObject {
  const facets = new Set(specification.facets.map((facet) => facet.definition));
  const entries = Object.entries(specification.definitions).map(([name, definition]): [string, Json] => [
    name,
    withoutSingleAnyOf(facets.has(name) ? withoutCoreFacet(definition) : definition),
  ]);
  return Object.fromEntries(entries);
}

function withoutCoreFacet(definition: Json): Json {
  if (!isJsonObject(definition) || !Array.isArray(definition.allOf)) return definition;
  return { ...definition, allOf: definition.allOf.filter((part) => !isCoreFacet(part)) };
}

function withoutSingleAnyOf(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(withoutSingleAnyOf);
  if (!isJsonObject(schema)) return schema;
  const entries = Object.entries(schema).map(([key, value]): [string, Json] =>
    key === 'anyOf' && Array.isArray(value) && value.length === 1 ? ['allOf', withoutSingleAnyOf(value)] : [key, withoutSingleAnyOf(value)],
  );
  return Object.fromEntries(entries);
}
