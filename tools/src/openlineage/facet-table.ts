import { isJsonObject } from './facts.ts';
import type { Json } from './facts.ts';
import { facetPlaces, referencedDefinition } from './specification.ts';
import type { FacetSchema, Specification } from './specification.ts';

const header = `import * as check from './check.ts';
import * as explain from './explain.ts';
import type { FacetCheck, FacetPlace } from '../schema-check.ts';
`;

/** The module that says which validators belong to which facet key, by the place where the facet stands. */
export function facetTableModule(specification: Specification): string {
  const places = facetPlaces.map((place) => {
    const rows = specification.facets.filter((facet) => facet.place === place).map((facet) => row(specification, facet));
    return `  ${place}: new Map<string, FacetCheck>([\n${rows.join('')}  ]),\n`;
  });
  return [
    header,
    `export const coreSchemaId = '${specification.coreId}';\n`,
    `export const facetChecks: Readonly<Record<FacetPlace, ReadonlyMap<string, FacetCheck>>> = {\n${places.join('')}};\n`,
  ].join('\n');
}

function row(specification: Specification, { key, definition, schemaId }: FacetSchema): string {
  const recursive = isRecursive(specification, definition);
  const check = `check: check.${definition}, explain: explain.${definition}`;
  return `    ['${key}', { schemaId: '${schemaId}', recursive: ${recursive}, ${check} }],\n`;
}

/** Whether following a definition's references ever leads back to one on the way: its validator calls itself. */
function isRecursive(specification: Specification, definition: string, path: readonly string[] = []): boolean {
  if (path.includes(definition)) return true;
  const targets = referencesIn(specification.definitions[definition] ?? null);
  return targets.some((target) => isRecursive(specification, target, [...path, definition]));
}

function referencesIn(schema: Json): string[] {
  if (Array.isArray(schema)) return schema.flatMap(referencesIn);
  if (!isJsonObject(schema)) return [];
  const target = referencedDefinition(schema);
  return target === null ? Object.values(schema).flatMap(referencesIn) : [target];
}
