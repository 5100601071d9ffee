import { allTexts, instant, oneOf, oneText, wholeNumber, type SearchTexts } from './search-text.ts';

export type LineageViewName = 'graph' | 'tree' | 'table';
export type InspectorTab = 'overview' | 'columns' | 'impact' | 'runs' | 'facets';

/** Everything the Lineage Explorer shows, as its address says it (ux §4.3). */
export interface LineageAddress {
  /** Steps between vertices of the subject's kind, 0 to 6. */
  readonly up: number;
  readonly down: number;
  readonly level: 'dataset' | 'column';
  /** The traced column: of the subject, or `<dataset id>.<column>` of another dataset. */
  readonly col: string | null;
  /** The second column of “paths between”, written like `col`. */
  readonly to: string | null;
  /** Ids of vertices opened beyond the default. A direction follows a colon: `ds_…:up`, `ds_…:down`, `ds_…:columns`. */
  readonly open: readonly string[];
  /** Keys of groups that are collapsed. */
  readonly shut: readonly string[];
  readonly group: 'none' | 'namespace' | null;
  readonly tag: readonly string[];
  readonly ns: readonly string[];
  readonly state: readonly string[];
  readonly q: string | null;
  /** The instant shown; null is now. */
  readonly at: string | null;
  /** Id of the selected vertex or edge. */
  readonly sel: string | null;
  readonly tab: InspectorTab;
  readonly view: LineageViewName | null;
  /** Viewport, written by Share only. */
  readonly xyz: { readonly x: number; readonly y: number; readonly zoom: number } | null;
}

export const lineageDefaults: LineageAddress = {
  up: 1,
  down: 1,
  level: 'dataset',
  col: null,
  to: null,
  open: [],
  shut: [],
  group: null,
  tag: [],
  ns: [],
  state: [],
  q: null,
  at: null,
  sel: null,
  tab: 'overview',
  view: null,
  xyz: null,
};

const hops = { min: 0, max: 6 };

/** Whatever stands in the address; what is unknown or broken falls back to its default. */
export function parseLineageAddress(search: Readonly<Record<string, unknown>>): LineageAddress {
  return {
    up: wholeNumber(search['up'], hops) ?? lineageDefaults.up,
    down: wholeNumber(search['down'], hops) ?? lineageDefaults.down,
    level: oneOf(search['level'], ['dataset', 'column']) ?? lineageDefaults.level,
    col: oneText(search['col']) ?? null,
    to: oneText(search['to']) ?? null,
    open: commaList(search['open']),
    shut: commaList(search['shut']),
    group: oneOf(search['group'], ['none', 'namespace']) ?? null,
    tag: allTexts(search['tag']),
    ns: allTexts(search['ns']),
    state: allTexts(search['state']),
    q: oneText(search['q']) ?? null,
    at: instant(search['at']) ?? null,
    sel: oneText(search['sel']) ?? null,
    tab: oneOf(search['tab'], ['overview', 'columns', 'impact', 'runs', 'facets']) ?? lineageDefaults.tab,
    view: oneOf(search['view'], ['graph', 'tree', 'table']) ?? null,
    xyz: viewport(search['xyz']),
  };
}

/** The opposite: only what differs from the default, in the order above. */
export function lineageSearch(address: Partial<LineageAddress>): SearchTexts {
  const { xyz, open, shut, ...rest } = { ...lineageDefaults, ...address };
  const texts: SearchTexts = {};
  for (const [name, value] of Object.entries(rest)) {
    if (value === null || value === lineageDefaults[name as keyof LineageAddress]) continue;
    if (Array.isArray(value)) {
      if (value.length > 0) texts[name] = value as readonly string[];
    } else texts[name] = String(value);
  }
  if (open.length > 0) texts['open'] = open.map(escaped).join(',');
  if (shut.length > 0) texts['shut'] = shut.map(escaped).join(',');
  if (xyz) texts['xyz'] = `${Math.round(xyz.x)},${Math.round(xyz.y)},${Number(xyz.zoom.toFixed(2))}`;
  return texts;
}

/** The readable part of the address, which decorates: a name cut to what fits. */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return slug.slice(0, 80).toLowerCase() || 'unnamed';
}

/** Names may hold commas, so each entry is escaped by itself. */
function commaList(value: unknown): readonly string[] {
  const parts = allTexts(value).flatMap((text) => text.split(','));
  return [...new Set(parts.map(unescaped).filter((part) => part !== ''))].slice(0, 200);
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll(',', '%2C');
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function viewport(value: unknown): LineageAddress['xyz'] {
  const match = /^(-?\d{1,6}),(-?\d{1,6}),(\d(?:\.\d{1,3})?)$/.exec(oneText(value) ?? '');
  if (!match) return null;
  const zoom = Number(match[3]);
  return zoom >= 0.1 && zoom <= 2 ? { x: Number(match[1]), y: Number(match[2]), zoom } : null;
}
