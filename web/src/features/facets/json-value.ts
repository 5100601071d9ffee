/** What JSON holds, frozen as it was read. */
export type JsonValue = string | number | boolean | null | ExactNumber | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** A number that has more digits than a number of this browser: shown as it was written. */
export class ExactNumber {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

export type ReadFacet =
  | { readonly kind: 'broken' }
  | { readonly kind: 'empty' }
  /** The producer has taken the facet back. */
  | { readonly kind: 'deleted' }
  | { readonly kind: 'value'; readonly value: JsonValue };

/** Reads a facet; what every facet has is left out, since it is said beside it. */
export function readFacet(raw: string): ReadFacet {
  let value: JsonValue;
  try {
    value = readJson(raw);
  } catch {
    return { kind: 'broken' };
  }
  if (!isObject(value)) return value === null ? { kind: 'empty' } : { kind: 'value', value };
  if (value['_deleted'] === true) return { kind: 'deleted' };
  const own = Object.fromEntries(Object.entries(value).filter(([name]) => name !== '_producer' && name !== '_schemaURL'));
  return Object.keys(own).length === 0 ? { kind: 'empty' } : { kind: 'value', value: own };
}

export function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

export function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** `JSON.parse` goes as deep as it has to; a reviver does not, so it is used only where a number may need it. */
function readJson(raw: string): JsonValue {
  if (!/\d{16}/.test(raw)) return JSON.parse(raw) as JsonValue;
  try {
    return JSON.parse(raw, exactly as Reviver) as JsonValue;
  } catch (error) {
    if (error instanceof RangeError) return JSON.parse(raw) as JsonValue;
    throw error;
  }
}

type Reviver = (this: unknown, key: string, value: unknown) => unknown;

function exactly(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  if (typeof value !== 'number' || source === undefined || Number.isSafeInteger(value) || !/^-?\d{16,}$/.test(source)) return value;
  return new ExactNumber(source);
}
