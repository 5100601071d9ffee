import { isObject } from './json.ts';

/**
 * JSON.stringify of parsed JSON, however deep: the built-in one recurses and gives up at some thousand levels.
 * Lone surrogates and U+0000 come out escaped, so the text fits every database and every encoder.
 */
export function jsonText(json: unknown): string {
  try {
    return JSON.stringify(json);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return deepJsonText(json);
  }
}

interface Level {
  readonly values: Iterator<readonly [key: string | null, value: unknown]>;
  readonly end: string;
  isFirst: boolean;
}

function deepJsonText(json: unknown): string {
  const parts: string[] = [];
  const levels: Level[] = [];
  const write = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) parts.push(JSON.stringify(value));
    else levels.push(open(value, parts));
  };
  write(json);
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const next = level.values.next();
    if (next.done === true) {
      parts.push(level.end);
      levels.pop();
      continue;
    }
    const [key, value] = next.value;
    if (!level.isFirst) parts.push(',');
    level.isFirst = false;
    if (key !== null) parts.push(JSON.stringify(key), ':');
    write(value);
  }
  return parts.join('');
}

function open(value: object, parts: string[]): Level {
  parts.push(isObject(value) ? '{' : '[');
  return { values: isObject(value) ? Object.entries(value).values() : itemsOf(value), end: isObject(value) ? '}' : ']', isFirst: true };
}

function* itemsOf(list: object): Generator<readonly [null, unknown]> {
  if (Array.isArray(list)) for (const item of list) yield [null, item];
}
