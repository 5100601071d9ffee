import { BadUserInputError } from '@hotpass/kernel';
import type { SliceQuery } from '../lineage-index/lineage-index.ts';

export const directions = { BOTH: 'BOTH', UPSTREAM: 'UPSTREAM', DOWNSTREAM: 'DOWNSTREAM' } as const;

export type Direction = keyof typeof directions;

/** What is null stands for its default. */
export interface LineageRequest {
  readonly rootId: string;
  readonly direction: Direction | null;
  readonly upstreamDepth: number | null;
  readonly downstreamDepth: number | null;
  readonly maxNodes: number | null;
}

export const lineageDefaults = { direction: directions.BOTH, upstreamDepth: 1, downstreamDepth: 1, maxNodes: 300 } as const;

const maxDepth = 100;
const maxNodesCap = 10_000;

/** @throws BadUserInputError when a number is out of its range. */
export function toSliceQuery(request: LineageRequest): SliceQuery {
  const direction = request.direction ?? lineageDefaults.direction;
  const upstreamDepth = within('upstreamDepth', request.upstreamDepth ?? lineageDefaults.upstreamDepth, 0, maxDepth);
  const downstreamDepth = within('downstreamDepth', request.downstreamDepth ?? lineageDefaults.downstreamDepth, 0, maxDepth);
  return {
    rootId: request.rootId,
    upstreamDepth: direction === 'DOWNSTREAM' ? 0 : upstreamDepth,
    downstreamDepth: direction === 'UPSTREAM' ? 0 : downstreamDepth,
    maxNodes: within('maxNodes', request.maxNodes ?? lineageDefaults.maxNodes, 1, maxNodesCap),
  };
}

function within(argument: string, value: number, min: number, max: number): number {
  if (value < min || value > max) throw new BadUserInputError(`\`${argument}\` must be between ${min} and ${max}.`, { argument });
  return value;
}
