/** Search parameters as they stand in the address: plain texts, a repeated name is a list. */
export type SearchTexts = Record<string, string | readonly string[]>;

/** Plain strings in, no JSON: people read and edit addresses. */
export function parseSearchText(text: string): SearchTexts {
  const texts: SearchTexts = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const known = Object.hasOwn(texts, name) ? texts[name] : undefined;
    texts[name] = known === undefined ? value : [...(typeof known === 'string' ? [known] : known), value];
  }
  return texts;
}

/** The opposite of `parseSearchText`, beginning with `?` when there is anything to say. Commas and colons stay readable. */
export function stringifySearchText(search: Readonly<Record<string, unknown>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
      if (typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean') parameters.append(name, String(one));
    }
  }
  const text = parameters.toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/');
  return text === '' ? '' : `?${text}`;
}

/** The last of the texts given under a name. */
export function oneText(value: unknown): string | undefined {
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === 'string' && last !== '' ? last : undefined;
}

/** Every text given under a name, each once, at most `most`. */
export function allTexts(value: unknown, most = 100): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return [...new Set(all.filter((one): one is string => typeof one === 'string' && one !== ''))].slice(0, most);
}

/** A whole number within bounds, or nothing where the text is none. */
export function wholeNumber(value: unknown, { min, max }: { readonly min: number; readonly max: number }): number | undefined {
  const text = oneText(typeof value === 'number' ? String(value) : value);
  if (text === undefined || !/^-?\d{1,9}$/.test(text)) return undefined;
  return Math.min(max, Math.max(min, Number(text)));
}

/** One of a closed set of words, or nothing. */
export function oneOf<const Words extends readonly string[]>(value: unknown, words: Words): Words[number] | undefined {
  const text = oneText(value);
  return words.find((word) => word === text);
}

/** An instant as ISO 8601, or nothing; a date alone is its midnight in UTC. */
export function instant(value: unknown): string | undefined {
  const text = oneText(value);
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/.test(text)) return undefined;
  const ms = Date.parse(text.length > 10 && !/(Z|[+-]\d{2}:\d{2})$/.test(text) ? `${text}Z` : text);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
