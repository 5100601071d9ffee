import type { Facets } from './event-view.ts';
import { isObject, member, type JsonObject } from './json.ts';

/** A facet of that key that has not been deleted. */
export function facetOf(facets: Facets, key: string): JsonObject | null {
  const facet = member(facets, key);
  return isObject(facet) && member(facet, '_deleted') !== true ? facet : null;
}

/** A text that is not empty. */
export function wordOf(object: JsonObject, key: string): string | null {
  const value = member(object, key);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A value of one word, such as a parameter: producers write numbers and truth values as they are. */
export function textOf(object: JsonObject, key: string): string | null {
  const value = member(object, key);
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** JSON has numbers beyond what a number holds; they are none. */
export function numberOf(object: JsonObject, key: string): number | null {
  const value = member(object, key);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The items of a list that can be read; null when there is no such list. */
export function listOf<Item>(object: JsonObject | null, key: string, read: (item: JsonObject) => Item | null): Item[] | null {
  const list = object && member(object, key);
  if (!Array.isArray(list)) return null;
  return list.flatMap((item: unknown) => (isObject(item) ? (read(item) ?? []) : []));
}
