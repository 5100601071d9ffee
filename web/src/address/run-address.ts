import { oneOf, oneText, type SearchTexts } from './search-text.ts';

export type WaterfallMode = 'time' | 'dependency' | 'flat';

/** Everything one run's screen shows, as its address says it. */
export interface RunAddress {
  readonly mode: WaterfallMode;
  /** Id of the step in the inspector. */
  readonly step: string | null;
  /** Id of the attempt shown; the run of the path when null. */
  readonly attempt: string | null;
  /** Id of the run it stands beside; the last success when null. */
  readonly vs: string | null;
  readonly view: 'waterfall' | 'table' | null;
}

const runDefaults: RunAddress = { mode: 'time', step: null, attempt: null, vs: null, view: null };

/** Whatever stands in the address; what is unknown or broken falls back to its default. */
export function parseRunAddress(search: Readonly<Record<string, unknown>>): RunAddress {
  return {
    mode: oneOf(search['mode'], ['time', 'dependency', 'flat']) ?? runDefaults.mode,
    step: oneText(search['step']) ?? null,
    attempt: runIdOf(oneText(search['attempt'])),
    vs: runIdOf(oneText(search['vs'])),
    view: oneOf(search['view'], ['waterfall', 'table']) ?? null,
  };
}

/** The opposite: only what differs from the default. */
export function runSearch(address: Partial<RunAddress>): SearchTexts {
  const texts: SearchTexts = {};
  for (const [name, value] of Object.entries({ ...runDefaults, ...address })) {
    if (typeof value === 'string' && value !== runDefaults[name as keyof RunAddress]) texts[name] = value;
  }
  return texts;
}

/** `run_` and a UUID from either of the two, as people paste them; nothing of anything else. */
export function runIdOf(text: string | undefined): string | null {
  const uuid = /^(?:run_)?([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/i.exec(text?.trim() ?? '')?.[1];
  return uuid === undefined ? null : `run_${uuid.toLowerCase()}`;
}
