import { BadUserInputError } from '@hotpass/kernel';
import type { SliceQuery } from '../lineage-index/lineage-index.ts';

export const directions = { BOTH: 'BOTH', UPSTREAM: 'UPSTREAM', DOWNSTREAM: 'DOWNSTREAM' } as const;

export type Direction = keyof typeof directions;

export interface LineageRequest {
  readonly rootId: string;
  readonly direction: Direction;
  readonly upstreamDepth: number;
  readonly downstreamDepth: number;
  readonly maxNodes: number;
}

const maxDepth = 100;
const maxNodesCap = 10_000;

/** @throws BadUserInputError when a number is out of its range. */
export function toSliceQuery(request: LineageRequest): SliceQuery {
  within('upstreamDepth', request.upstreamDepth, 0, maxDepth);
  within('downstreamDepth', request.downstreamDepth, 0, maxDepth);
  within('maxNodes', request.maxNodes, 1, maxNodesCap);
  return {
    rootId: request.rootId,
    upstreamDepth: request.direction === 'DOWNSTREAM' ? 0 : request.upstreamDepth,
    downstreamDepth: request.direction === 'UPSTREAM' ? 0 : request.downstreamDepth,
    maxNodes: request.maxNodes,
  };
}

function within(argument: string, value: number, min: number, max: number): void {
  if (value < min || value > max) throw new BadUserInputError(`\`${argument}\` must be between ${min} and ${max}.`, { argument });
}
