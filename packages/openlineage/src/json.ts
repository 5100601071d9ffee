/** A JSON object: neither null nor an array. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A member of a parsed object, never one inherited from `Object.prototype`: `member(json, 'constructor')` is
 * undefined unless the document says so.
 */
export function member(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Neither U+0000 nor a lone surrogate: text every database and every UTF-8 encoder keeps as it is. */
export function isEncodable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** Text that may name something: non-empty and encodable. */
export function isName(text: string): boolean {
  return text !== '' && isEncodable(text);
}

/** Text that may name something. Anything else is null; nothing is repaired. */
export function readName(value: unknown): string | null {
  return typeof value === 'string' && isName(value) ? value : null;
}
