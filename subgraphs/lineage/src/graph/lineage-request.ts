import { BadUserInputError } from '@hotpass/kernel';
import type { SliceQuery } from '../lineage-index/lineage-index.ts';

export const directions = { BOTH: 'BOTH', UPSTREAM: 'UPSTREAM', DOWNSTREAM: 'DOWNSTREAM' } as const;

export type Direction = keyof typeof directions;

export const views = { LATEST: 'LATEST', CUMULATIVE: 'CUMULATIVE' } as const;

export type LineageView = keyof typeof views;

/** What is null stands for its default. */
export interface LineageRequest {
  readonly rootId: string;
  readonly direction?: Direction | null;
  readonly upstreamDepth?: number | null;
  readonly downstreamDepth?: number | null;
  readonly view?: LineageView | null;
  readonly since?: Date | null;
  readonly asOf?: Date | null;
  readonly columnPath?: string | null;
  readonly namespaces?: readonly string[] | null;
  readonly tags?: readonly string[] | null;
  readonly maxNodes?: number | null;
}

export const lineageDefaults = {
  direction: directions.BOTH,
  upstreamDepth: 1,
  downstreamDepth: 1,
  view: views.LATEST,
  maxNodes: 300,
} as const;

const maxDepth = 100;
const maxNodesCap = 10_000;
/** Values of one filter. */
const maxFilterValues = 100;

/** @throws BadUserInputError when a number is out of its range, or two of the arguments do not go together. */
export function toSliceQuery(request: LineageRequest): SliceQuery {
  const direction = request.direction ?? lineageDefaults.direction;
  for (const text of [request.rootId, request.columnPath, ...(request.namespaces ?? []), ...(request.tags ?? [])]) checkText(text);
  const upstreamDepth = within('upstreamDepth', request.upstreamDepth ?? lineageDefaults.upstreamDepth, 0, maxDepth);
  const downstreamDepth = within('downstreamDepth', request.downstreamDepth ?? lineageDefaults.downstreamDepth, 0, maxDepth);
  return {
    rootId: request.rootId,
    upstreamDepth: direction === 'DOWNSTREAM' ? 0 : upstreamDepth,
    downstreamDepth: direction === 'UPSTREAM' ? 0 : downstreamDepth,
    maxNodes: within('maxNodes', request.maxNodes ?? lineageDefaults.maxNodes, 1, maxNodesCap),
    ...viewOf(request),
    ...filterOf('namespaces', request.namespaces),
    ...filterOf('tags', request.tags),
  };
}

/** @throws BadUserInputError for text that no stored name can hold. */
export function checkText(text: string | null | undefined): void {
  if (text?.includes('\0')) throw new BadUserInputError('Text with U+0000 names nothing here.');
}

/** @throws BadUserInputError when the number is out of its range. */
export function within(argument: string, value: number, min: number, max: number): number {
  if (value < min || value > max) throw new BadUserInputError(`\`${argument}\` must be between ${min} and ${max}.`, { argument });
  return value;
}

function viewOf({ view, since, asOf }: LineageRequest): Partial<SliceQuery> {
  const cumulative = view === 'CUMULATIVE';
  if (since && !cumulative)
    throw new BadUserInputError('`since` begins the window of the view CUMULATIVE; LATEST has none.', { argument: 'since' });
  if (since && asOf && since > asOf) throw new BadUserInputError('`since` must not be later than `asOf`.', { argument: 'since' });
  return { ...(cumulative ? { cumulative } : {}), ...(since ? { since } : {}), ...(asOf ? { validAt: asOf } : {}) };
}

/** An empty list filters nothing, as if it had not been given. */
function filterOf(argument: 'namespaces' | 'tags', values: readonly string[] | null | undefined): Partial<SliceQuery> {
  if (!values || values.length === 0) return {};
  if (values.length > maxFilterValues)
    throw new BadUserInputError(`\`${argument}\` takes at most ${maxFilterValues} values.`, { argument });
  return { [argument]: values };
}
