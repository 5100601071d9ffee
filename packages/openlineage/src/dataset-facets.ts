import { readEntityName } from './entity-name.ts';
import type { EntityName } from './entity-name.ts';
import type { Facets } from './event-view.ts';
import { isEncodable, isObject, member, readName } from './json.ts';
import type { JsonObject } from './json.ts';

/** A column of a schema, or a part of one. */
export interface SchemaColumn {
  /** Field names from the outside in, joined by dots. */
  readonly path: string;
  readonly type: string | null;
  readonly description: string | null;
}

/** What happened to a dataset as a whole. */
export interface LifecycleChange {
  readonly change: LifecycleStateChange;
  /** What it was called before. */
  readonly previous: EntityName | null;
}

const lifecycleStateChanges = ['ALTER', 'CREATE', 'DROP', 'OVERWRITE', 'RENAME', 'TRUNCATE'] as const;

export type LifecycleStateChange = (typeof lifecycleStateChanges)[number];

/** A tag of a dataset, one of its columns, or a job. */
export interface FacetTag {
  readonly key: string;
  readonly value: string;
  readonly source: string | null;
  /** Path of the column that is tagged; null for the dataset or job itself. */
  readonly field: string | null;
}

/** Who owns a dataset or job. */
export interface FacetOwner {
  readonly name: string;
  readonly type: string | null;
}

/** Nobody nests columns so deep; what lies below is not read as columns. */
const maxColumnDepth = 50;

/** Whether the producer deletes the facet: it then carries nothing but that word. */
export function isDeletedFacet(facet: unknown): boolean {
  return isObject(facet) && member(facet, '_deleted') === true;
}

/**
 * The columns of a `schema` facet, nested ones after the one they are part of. Where siblings all carry an
 * `ordinal_position`, that is their order. Of two columns with one path the first counts; one without a usable name is
 * left out.
 */
export function schemaColumnsOf(schemaFacet: unknown): readonly SchemaColumn[] {
  const columns = new Map<string, SchemaColumn>();
  if (isObject(schemaFacet)) addColumns(columns, member(schemaFacet, 'fields'), '', maxColumnDepth);
  return [...columns.values()];
}

function addColumns(columns: Map<string, SchemaColumn>, fields: unknown, prefix: string, depth: number): void {
  if (!Array.isArray(fields) || depth === 0) return;
  for (const field of inOrder(fields.filter(isObject))) {
    const name = readName(member(field, 'name'));
    if (name === null) continue;
    const path = prefix + name;
    if (!columns.has(path)) {
      columns.set(path, { path, type: readText(member(field, 'type')), description: readText(member(field, 'description')) });
    }
    addColumns(columns, member(field, 'fields'), `${path}.`, depth - 1);
  }
}

function inOrder(fields: readonly JsonObject[]): readonly JsonObject[] {
  if (!fields.every((field) => Number.isFinite(positionOf(field)))) return fields;
  return fields.toSorted((a, b) => Number(positionOf(a)) - Number(positionOf(b)));
}

/** The version of a dataset by its own system (`version` facet). */
export function datasetVersionOf(datasetFacets: Facets): string | null {
  const facet = member(datasetFacets, 'version');
  return isObject(facet) ? readName(member(facet, 'datasetVersion')) : null;
}

/** What the `lifecycleStateChange` facet says, in whatever case it was sent; null for words not known. */
export function lifecycleChangeOf(datasetFacets: Facets): LifecycleChange | null {
  const facet = member(datasetFacets, 'lifecycleStateChange');
  const word = isObject(facet) ? member(facet, 'lifecycleStateChange') : null;
  if (!isObject(facet) || typeof word !== 'string') return null;
  const change = lifecycleStateChanges.find((known) => known === word.toUpperCase());
  return change === undefined ? null : { change, previous: readEntityName(member(facet, 'previousIdentifier')) };
}

function positionOf(field: JsonObject): unknown {
  return member(field, 'ordinal_position');
}

/** The tags of a `tags` facet. One needs a key; a number or truth value as its value is read as its text. */
export function tagsOf(tagsFacet: unknown): readonly FacetTag[] {
  const tags = isObject(tagsFacet) ? member(tagsFacet, 'tags') : null;
  return Array.isArray(tags) ? tags.filter(isObject).flatMap(readTag) : [];
}

function readTag(tag: JsonObject): FacetTag[] {
  const key = readName(member(tag, 'key'));
  if (key === null) return [];
  const value = member(tag, 'value');
  const isScalar = typeof value === 'number' || typeof value === 'boolean';
  const source = readText(member(tag, 'source'));
  return [{ key, value: isScalar ? String(value) : (readText(value) ?? ''), source, field: readName(member(tag, 'field')) }];
}

/** The owners of an `ownership` facet that have a name. */
export function ownersOf(ownershipFacet: unknown): readonly FacetOwner[] {
  const owners = isObject(ownershipFacet) ? member(ownershipFacet, 'owners') : null;
  if (!Array.isArray(owners)) return [];
  return owners.filter(isObject).flatMap((owner) => {
    const name = readName(member(owner, 'name'));
    return name === null ? [] : [{ name, type: readText(member(owner, 'type')) }];
  });
}

/** The text of a `documentation` facet. */
export function documentationOf(documentationFacet: unknown): string | null {
  return isObject(documentationFacet) ? readText(member(documentationFacet, 'description')) : null;
}

/** Text to show; what cannot be encoded in it is shown as U+FFFD. */
function readText(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  return isEncodable(value) ? value : value.replaceAll('\0', '\uFFFD').toWellFormed();
}
