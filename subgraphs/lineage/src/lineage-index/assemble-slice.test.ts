import { expect, test } from '@jest/globals';
import { assembleSlice } from './assemble-slice.ts';
import type { WalkedNode } from './assemble-slice.ts';

function walked(id: string, changes: Partial<WalkedNode> = {}): WalkedNode {
  return {
    id,
    kind: 'job',
    hop: 0,
    upstreamDegree: 0,
    downstreamDegree: 0,
    overflowedUpstream: false,
    overflowedDownstream: false,
    ...changes,
  };
}

const edge = { sourceId: 'a', targetId: 'b', basis: 'COMPLETED' } as const;

test('hidden neighbours are all neighbours less those shown', () => {
  const { nodes, truncated } = assembleSlice([walked('a', { downstreamDegree: 3 }), walked('b', { upstreamDegree: 1 })], [edge], false);
  expect(nodes).toMatchObject([
    { id: 'a', hiddenUpstream: 0, hiddenDownstream: 2 },
    { id: 'b', hiddenUpstream: 0, hiddenDownstream: 0 },
  ]);
  expect(truncated).toBe(false);
});

test.each([
  ['a cap was reached', {}, true, true],
  ['neighbours were not followed and are not shown', { downstreamDegree: 2, overflowedDownstream: true }, false, true],
  ['neighbours were not followed and are shown all the same', { downstreamDegree: 1, overflowedDownstream: true }, false, false],
  [
    'upstream neighbours are hidden where only downstream ones overflowed',
    { upstreamDegree: 5, downstreamDegree: 1, overflowedDownstream: true },
    false,
    false,
  ],
])('truncated when %s', (_, changes, isCapped, expected) => {
  expect(assembleSlice([walked('a', changes), walked('b', { upstreamDegree: 1 })], [edge], isCapped).truncated).toBe(expected);
});
