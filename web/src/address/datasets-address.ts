import { allTexts, oneOf, oneText, type SearchTexts } from './search-text.ts';

export type DatasetStateName = 'ACTIVE' | 'DROPPED' | 'RENAMED';

/** What the list of datasets shows, as its address says it. */
export interface DatasetsAddress {
  /** Names of namespaces; any of them. */
  readonly ns: readonly string[];
  /** `key` or `key:value`; all of them. */
  readonly tag: readonly string[];
  readonly state: DatasetStateName | null;
  /** Part of the name. */
  readonly q: string | null;
}

/** Whatever stands in the address; what is unknown falls back. */
export function parseDatasetsAddress(search: Readonly<Record<string, unknown>>): DatasetsAddress {
  return {
    ns: allTexts(search['ns'], 20),
    tag: allTexts(search['tag'], 10),
    state: oneOf(search['state'], ['ACTIVE', 'DROPPED', 'RENAMED']) ?? null,
    q: oneText(search['q'])?.slice(0, 200) ?? null,
  };
}

/** The opposite: only what is set. */
export function datasetsSearch({ ns, tag, state, q }: DatasetsAddress): SearchTexts {
  return { ...(q ? { q } : {}), ...(ns.length > 0 ? { ns } : {}), ...(tag.length > 0 ? { tag } : {}), ...(state ? { state } : {}) };
}
