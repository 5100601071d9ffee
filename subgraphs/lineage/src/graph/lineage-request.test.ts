import { expect, test } from '@jest/globals';
import { BadUserInputError } from '@hotpass/kernel';
import { toSliceQuery } from './lineage-request.ts';
import type { LineageRequest } from './lineage-request.ts';

const request: LineageRequest = { rootId: 'ds_1', direction: 'BOTH', upstreamDepth: 2, downstreamDepth: 3, maxNodes: 10 };

test('a direction switches off the other walk', () => {
  expect(toSliceQuery(request)).toMatchObject({ upstreamDepth: 2, downstreamDepth: 3 });
  expect(toSliceQuery({ ...request, direction: 'UPSTREAM' })).toMatchObject({ upstreamDepth: 2, downstreamDepth: 0 });
  expect(toSliceQuery({ ...request, direction: 'DOWNSTREAM' })).toMatchObject({ upstreamDepth: 0, downstreamDepth: 3 });
});

test('what is null stands for its default', () => {
  const nothing = { rootId: 'ds_1', direction: null, upstreamDepth: null, downstreamDepth: null, maxNodes: null };
  expect(toSliceQuery(nothing)).toEqual({ rootId: 'ds_1', upstreamDepth: 1, downstreamDepth: 1, maxNodes: 300 });
});

test.each([{ upstreamDepth: -1 }, { downstreamDepth: 101 }, { maxNodes: 0 }, { maxNodes: 10_001 }])(
  'out of range is refused: %j',
  (changes) => {
    expect(() => toSliceQuery({ ...request, ...changes })).toThrow(BadUserInputError);
  },
);
