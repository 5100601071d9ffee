import { allTexts, instant, oneOf, oneText, type SearchTexts } from './search-text.ts';

/** How much time the timeline shows, from the closest look to the widest. */
export const runRanges = ['15m', '1h', '3h', '6h', '12h', '24h', '3d', '7d', '14d', '30d'] as const;
export type RunRange = (typeof runRanges)[number];

export const runStates = ['failed', 'running', 'late', 'completed', 'aborted', 'unknown'] as const;
export type RunStateWord = (typeof runStates)[number];

/** By what the table of runs is ordered; the hub knows these two, newest first unless `asc`. */
type RunSort = 'started' | 'started-asc' | 'ended' | 'ended-asc';

/** Everything `/runs` shows, as its address says it (ux §4.3). */
export interface RunsAddress {
  readonly view: 'lanes' | 'table' | null;
  readonly range: RunRange;
  /** Where the time shown ends; null is now, which goes on. */
  readonly to: string | null;
  readonly state: readonly RunStateWord[];
  /** Part of the names of jobs. */
  readonly job: string | null;
  /** Names of namespaces of jobs. */
  readonly ns: readonly string[];
  readonly sort: RunSort;
  /** Id of the run in the inspector. */
  readonly sel: string | null;
}

export const runsDefaults: RunsAddress = {
  view: null,
  range: '24h',
  to: null,
  state: [],
  job: null,
  ns: [],
  sort: 'started',
  sel: null,
};

/** Whatever stands in the address; what is unknown or broken falls back to its default. */
export function parseRunsAddress(search: Readonly<Record<string, unknown>>): RunsAddress {
  return {
    view: oneOf(search['view'], ['lanes', 'table']) ?? null,
    range: oneOf(search['range'], runRanges) ?? runsDefaults.range,
    to: instant(search['to']) ?? null,
    state: runStates.filter((word) => allTexts(search['state']).includes(word)),
    job: oneText(search['job'])?.slice(0, 200) ?? null,
    ns: allTexts(search['ns'], 20),
    sort: oneOf(search['sort'], ['started', 'started-asc', 'ended', 'ended-asc']) ?? runsDefaults.sort,
    sel: oneText(search['sel']) ?? null,
  };
}

/** The opposite: only what differs from the default. */
export function runsSearch(address: Partial<RunsAddress>): SearchTexts {
  const texts: SearchTexts = {};
  for (const [name, value] of Object.entries({ ...runsDefaults, ...address })) {
    if (value === null || value === runsDefaults[name as keyof RunsAddress]) continue;
    if (typeof value === 'string') texts[name] = value;
    else if (value.length > 0) texts[name] = value;
  }
  return texts;
}

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** How long a range is. */
export function rangeMs(range: RunRange): number {
  const unit = range.slice(-1) as keyof typeof unitMs;
  return Number(range.slice(0, -1)) * unitMs[unit];
}

/** The next closer (−1) or wider (+1) range; the last one stays. */
export function nextRange(range: RunRange, step: -1 | 1): RunRange {
  const place = runRanges.indexOf(range) + step;
  return runRanges[Math.min(runRanges.length - 1, Math.max(0, place))] ?? range;
}
