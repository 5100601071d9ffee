import { ExactNumber, isList, isObject, type JsonValue } from './json-value.ts';

interface LineBase {
  /** The way from the top, as a JSON pointer. */
  readonly key: string;
  readonly parentKey: string | null;
  /** From 1. */
  readonly level: number;
  /** Name of the member, or its place in a list. */
  readonly label: string;
}

/** One line of a facet's tree. */
export type FacetLine = LineBase &
  (
    | { readonly kind: 'branch'; readonly size: number; readonly isList: boolean; readonly isExpanded: boolean; readonly glance: string }
    | { readonly kind: 'value'; readonly text: string; readonly type: 'text' | 'number' | 'word' }
    /** A text that is long or has several lines: its beginning, and the whole in a block beneath when it is open. */
    | { readonly kind: 'text'; readonly text: string; readonly isExpanded: boolean }
    | { readonly kind: 'block'; readonly text: string; readonly shown: number }
    /** There are more members than are shown. */
    | { readonly kind: 'more'; readonly of: string; readonly left: number }
  );

/** Members of one value at a time, and letters of a long text. */
const pageOf = { members: 100, letters: 20_000 } as const;

/** From here on a text is shown in a block. */
const longText = 160;

/** What is open: the pages shown of each value by its key. */
export type OpenPages = ReadonlyMap<string, number>;

/** The lines in sight, top down. Only what is open is walked, so that neither depth nor size matters. */
export function facetLines(value: JsonValue, open: OpenPages): readonly FacetLine[] {
  const lines: FacetLine[] = [];
  // A stack of its own: a facet may be deeper than calls can be.
  const waiting: (FacetLine | { readonly base: LineBase; readonly value: JsonValue })[] = [];
  const wait = (entries: readonly (FacetLine | { readonly base: LineBase; readonly value: JsonValue })[]): void => {
    for (const entry of entries.toReversed()) waiting.push(entry);
  };
  wait(isBranch(value) ? membersOf(value, '', null, 1, open.get('') ?? 1) : [{ base: baseOf('', null, 1, ''), value }]);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if ('kind' in next) {
      lines.push(next);
      continue;
    }
    const { base, value: own } = next;
    const pages = open.get(base.key) ?? 0;
    lines.push(lineOf(base, own, pages > 0));
    if (pages === 0) continue;
    if (isBranch(own)) wait(membersOf(own, base.key, base.key, base.level + 1, pages));
    else if (typeof own === 'string') wait(blockOf(base, own, pages));
  }
  return lines;
}

type Branch = readonly JsonValue[] | Readonly<Record<string, JsonValue>>;

function isBranch(value: JsonValue): value is Branch {
  return isList(value) || isObject(value);
}

function baseOf(key: string, parentKey: string | null, level: number, label: string): LineBase {
  return { key, parentKey, level, label };
}

function membersOf(branch: Branch, key: string, parentKey: string | null, level: number, pages: number) {
  const names = isList(branch) ? null : Object.keys(branch);
  const size = isList(branch) ? branch.length : names!.length;
  const shown = Math.min(size, pages * pageOf.members);
  const members = Array.from({ length: shown }, (_, place) => {
    const label = names?.[place] ?? String(place);
    const value = isList(branch) ? branch[place]! : branch[label]!;
    return { base: baseOf(`${key}/${label.replaceAll('~', '~0').replaceAll('/', '~1')}`, parentKey, level, label), value };
  });
  const rest: FacetLine = { kind: 'more', ...baseOf(`${key}//more`, parentKey, level, ''), of: key, left: size - shown };
  return size > shown ? [...members, rest] : members;
}

function blockOf(base: LineBase, text: string, pages: number): readonly FacetLine[] {
  const shown = Math.min(text.length, pages * pages * pageOf.letters);
  const block: FacetLine = { kind: 'block', ...baseOf(`${base.key}//text`, base.key, base.level + 1, ''), text, shown };
  if (shown === text.length) return [block];
  return [block, { kind: 'more', ...baseOf(`${base.key}//more`, base.key, base.level + 1, ''), of: base.key, left: text.length - shown }];
}

function lineOf(base: LineBase, value: JsonValue, isExpanded: boolean): FacetLine {
  if (isList(value) || isObject(value)) {
    const size = isList(value) ? value.length : Object.keys(value).length;
    if (size === 0) return { kind: 'value', ...base, text: isList(value) ? '[]' : '{}', type: 'word' };
    return { kind: 'branch', ...base, size, isList: isList(value), isExpanded, glance: glanceOf(value) };
  }
  if (typeof value === 'string') {
    if (value.length > longText || /[\n\r]/.test(value)) return { kind: 'text', ...base, text: value, isExpanded };
    return { kind: 'value', ...base, text: value, type: 'text' };
  }
  if (value instanceof ExactNumber) return { kind: 'value', ...base, text: value.source, type: 'number' };
  return { kind: 'value', ...base, text: String(value), type: typeof value === 'number' ? 'number' : 'word' };
}

/** The first plain members of a value, to tell it apart while it is closed. */
export function glanceOf(value: JsonValue): string {
  if (!isList(value) && !isObject(value)) return value instanceof ExactNumber ? value.source : String(value).slice(0, 200);
  const plain: string[] = [];
  const members: readonly JsonValue[] = isList(value) ? value.slice(0, 20) : Object.values(value).slice(0, 20);
  for (const member of members) {
    if (plain.length === 3) break;
    if (member === null || typeof member === 'object') continue;
    plain.push(
      String(member)
        .slice(0, 60)
        .split(/[\n\r]/, 1)[0]!,
    );
  }
  return plain.join(' · ');
}

/** The address of a text that is one, when a browser may go there: never a script, never a file. */
export function webAddress(text: string): string | null {
  if (text.length > 2_000 || !/^https?:\/\/\S+$/i.test(text) || !URL.canParse(text)) return null;
  return new URL(text).href;
}
