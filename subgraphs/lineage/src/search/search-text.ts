export const searchKinds = ['DATASET', 'JOB', 'NAMESPACE', 'COLUMN'] as const;

export type SearchKind = (typeof searchKinds)[number];

export interface TagText {
  readonly key: string;
  /** Null: whatever the value. */
  readonly value: string | null;
}

/** What a person typed, taken apart. */
export interface SearchText {
  /** Without its prefixes; white space is one blank. */
  readonly text: string;
  readonly kinds: readonly SearchKind[];
  /** Only in namespaces that meet one of these. */
  readonly namespaces: readonly string[];
  /** Only what carries all of these. */
  readonly tags: readonly TagText[];
}

/** More than that nobody types; a longer one is taken for the beginning of a name. */
const maxLength = 2_000;
const maxTerms = 8;

const kindPrefixes: Readonly<Record<string, SearchKind>> = { ds: 'DATASET', job: 'JOB', col: 'COLUMN' };
/** Blanks may stand behind the colon, but what follows is no other prefix. */
const prefixed = /(?<=^|\s)(ns|ds|job|col|tag):\s*("([^"]*)"|(?!(?:ns|ds|job|col|tag):)\S*)/gi;

/**
 * `ds:`, `job:` and `col:` say what to look for, `ns:` where, `tag:key` or `tag:key=value` what it carries; a value with
 * blanks stands in double quotes. A lone `ns:` looks for namespaces themselves.
 */
export function parseSearchText(typed: string, types: readonly SearchKind[] | null): SearchText {
  const clean = typed.slice(0, maxLength).toWellFormed().replaceAll('\0', '');
  const kinds = new Set<SearchKind>();
  const namespaces: string[] = [];
  const tags: TagText[] = [];
  const rest = clean.replaceAll(prefixed, (_, prefix: string, value: string, quoted?: string) => {
    const term = quoted ?? value;
    const kind = kindPrefixes[prefix.toLowerCase()];
    if (kind) kinds.add(kind);
    else if (term !== '' && prefix.toLowerCase() === 'ns') namespaces.push(term);
    else if (term !== '' && prefix.toLowerCase() === 'tag') tags.push(tagOf(term));
    else if (prefix.toLowerCase() === 'ns') kinds.add('NAMESPACE');
    return kind ? ` ${term} ` : ' ';
  });
  const text = oneSpaced(rest);
  const wanted = searchKinds.filter((kind) => (kinds.size === 0 || kinds.has(kind)) && (types === null || types.includes(kind)));
  const [alone] = namespaces;
  const isAlone = namespaces.length === 1 && text === '' && kinds.size === 0 && tags.length === 0;
  if (isAlone && alone !== undefined && wanted.includes('NAMESPACE'))
    return { text: oneSpaced(alone), kinds: ['NAMESPACE'], namespaces: [], tags };
  return { text, kinds: wanted, namespaces: namespaces.slice(0, maxTerms), tags: tags.slice(0, maxTerms) };
}

/** Without a word and without a prefix there is nothing to look for. */
export function asksForNothing(typed: string, { text, namespaces, tags }: SearchText): boolean {
  return text === '' && namespaces.length === 0 && tags.length === 0 && typed.search(prefixed) < 0;
}

function tagOf(term: string): TagText {
  const sign = term.indexOf('=');
  return sign < 0 ? { key: term, value: null } : { key: term.slice(0, sign), value: term.slice(sign + 1) };
}

function oneSpaced(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}
