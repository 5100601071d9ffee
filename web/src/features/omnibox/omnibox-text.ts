import type { SearchType } from '../../generated/graphql/graphql.ts';

/** What a text in the omnibox asks for. */
export interface OmniboxRequest {
  /** For the hub's search; null asks it nothing. */
  readonly search: { readonly text: string; readonly types: readonly SearchType[] | null } | null;
  /** Part of a run's id; null looks for none. */
  readonly run: string | null;
  /** Part of a command's name; null looks for none. */
  readonly command: string | null;
}

/** Eight letters of a UUID are no word; fewer could be. */
const partOfUuid = /^(?:run_)?([0-9a-f]{8}[0-9a-f-]{0,28})$/i;

/** The prefixes `ds:`, `job:`, `col:`, `ns:` and `tag:` are the hub's; `run:` and `>` are answered here. */
export function readOmniboxText(text: string): OmniboxRequest {
  const trimmed = text.trim();
  if (trimmed.startsWith('>')) return { search: null, run: null, command: trimmed.slice(1).trim() };
  const run = /^run:\s*(?:run_)?([0-9a-f-]*)$/i.exec(trimmed);
  if (run) return { search: null, run: run[1] ? run[1].toLowerCase() : null, command: null };
  if (trimmed === '' || /^(ds|job|col|run|tag):\s*$/i.test(trimmed)) return { search: null, run: null, command: null };
  const uuid = partOfUuid.exec(trimmed);
  return { search: { text: trimmed, types: null }, run: uuid ? uuid[1]!.toLowerCase() : null, command: trimmed };
}

/** A name in parts, those the search met marked. The ranges are in UTF-16 units, in order and apart. */
export function markedParts(
  name: string,
  ranges: readonly { readonly start: number; readonly length: number }[],
): readonly { readonly text: string; readonly isMet: boolean }[] {
  const parts: { text: string; isMet: boolean }[] = [];
  let at = 0;
  for (const { start, length } of ranges) {
    if (start < at || start >= name.length || length <= 0) continue;
    if (start > at) parts.push({ text: name.slice(at, start), isMet: false });
    at = Math.min(name.length, start + length);
    parts.push({ text: name.slice(start, at), isMet: true });
  }
  if (at < name.length) parts.push({ text: name.slice(at), isMet: false });
  return parts;
}
