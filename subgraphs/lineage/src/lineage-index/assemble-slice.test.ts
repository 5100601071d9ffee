import { expect, test } from '@jest/globals';
import { assembleSlice } from './assemble-slice.ts';
import type { WalkedNode } from './assemble-slice.ts';

function walked(id: string, upstreamDegree: number, downstreamDegree: number): WalkedNode {
  return { id, kind: 'job', namespace: 'ns', name: id, hop: 0, upstreamDegree, downstreamDegree };
}

test('hidden neighbours are all neighbours less those shown', () => {
  const edge = { sourceId: 'a', targetId: 'b', basis: 'COMPLETED' } as const;
  expect(assembleSlice([walked('a', 0, 3), walked('b', 1, 0)], [edge], false)).toEqual({
    nodes: [
      { id: 'a', kind: 'job', namespace: 'ns', name: 'a', hop: 0, hiddenUpstream: 0, hiddenDownstream: 2 },
      { id: 'b', kind: 'job', namespace: 'ns', name: 'b', hop: 0, hiddenUpstream: 0, hiddenDownstream: 0 },
    ],
    edges: [edge],
    truncated: false,
  });
});
