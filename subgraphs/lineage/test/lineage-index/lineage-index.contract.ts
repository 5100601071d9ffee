import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fanOutLimit } from '../../src/lineage-index/lineage-index.ts';
import type { Slice, SliceQuery } from '../../src/lineage-index/lineage-index.ts';

/** Vertices are written `d:name` and `j:name`, and answered so. */
export interface IndexUnderTest extends AsyncDisposable {
  /** Adds edges, each `from to`; a vertex exists once an edge names it. */
  load(edges: readonly string[]): Promise<void>;
  slice(query: Partial<SliceQuery> & { rootId: string }): Promise<Slice | null>;
}

/** What every adapter of LineageIndex keeps to. */
export function testLineageIndex(name: string, start: () => Promise<IndexUnderTest>): void {
  describe(name, () => {
    let index: IndexUnderTest;

    beforeAll(async () => {
      index = await start();
      await index.load([...chain, ...cycle, ...selfReader, ...diamond, ...bothWays, ...hub, ...crossedHub]);
    });

    afterAll(async () => {
      await index[Symbol.asyncDispose]();
    });

    const hops = async (query: Partial<SliceQuery> & { rootId: string }): Promise<Record<string, number>> =>
      Object.fromEntries((await index.slice(query))!.nodes.map((node) => [node.id, node.hop]));

    test('an unknown root is null', async () => {
      expect(await index.slice({ rootId: 'd:nowhere' })).toBeNull();
    });

    test('a depth counts steps between vertices of the kind of the root, a hop counts edges', async () => {
      expect(await hops({ rootId: 'd:c2', upstreamDepth: 1, downstreamDepth: 1 })).toEqual({
        'd:c2': 0,
        'j:c12': -1,
        'd:c1': -2,
        'j:c23': 1,
        'd:c3': 2,
      });
      expect(await hops({ rootId: 'j:c23', upstreamDepth: 1, downstreamDepth: 0 })).toEqual({ 'j:c23': 0, 'd:c2': -1, 'j:c12': -2 });
      expect(await hops({ rootId: 'd:c2', upstreamDepth: 0, downstreamDepth: 0 })).toEqual({ 'd:c2': 0 });
      expect(await hops({ rootId: 'd:c1', upstreamDepth: 9, downstreamDepth: 9 })).toEqual({
        'd:c1': 0,
        'j:c12': 1,
        'd:c2': 2,
        'j:c23': 3,
        'd:c3': 4,
      });
    });

    test('what the depth cuts off is counted, not called truncated', async () => {
      const slice = (await index.slice({ rootId: 'd:c1', upstreamDepth: 0, downstreamDepth: 1 }))!;
      expect(slice.nodes.at(-1)).toEqual({ id: 'd:c2', kind: 'dataset', hop: 2, hiddenUpstream: 0, hiddenDownstream: 1 });
      expect(slice.truncated).toBe(false);
    });

    test('up and down are two walks: what else feeds a dependant is not in the answer', async () => {
      const slice = (await index.slice({ rootId: 'd:m1', upstreamDepth: 5, downstreamDepth: 5 }))!;
      expect(slice.nodes.map((node) => node.id)).toEqual(['d:m1', 'j:ma', 'j:mb', 'd:m2', 'd:m3', 'j:mc', 'd:m4']);
      const join = (await index.slice({ rootId: 'd:m2', upstreamDepth: 5, downstreamDepth: 5 }))!;
      expect(join.nodes.map((node) => node.id)).not.toContain('d:m3');
      expect(join.nodes.find((node) => node.id === 'j:mc')).toMatchObject({ hiddenUpstream: 1 });
    });

    test('a diamond is walked once, with all its edges', async () => {
      const slice = (await index.slice({ rootId: 'd:m4', upstreamDepth: 5, downstreamDepth: 0 }))!;
      expect(slice.nodes.map(({ id, hop }) => `${id} ${hop}`)).toEqual([
        'd:m4 0',
        'j:mc -1',
        'd:m2 -2',
        'd:m3 -2',
        'j:ma -3',
        'j:mb -3',
        'd:m1 -4',
      ]);
      expect(slice.edges).toHaveLength(7);
      expect(slice.nodes.every((node) => node.hiddenUpstream === 0)).toBe(true);
    });

    test('a cycle ends', async () => {
      expect(await hops({ rootId: 'd:y1', upstreamDepth: 0, downstreamDepth: 50 })).toEqual({
        'd:y1': 0,
        'j:y12': 1,
        'd:y2': 2,
        'j:y21': 3,
      });
      const around = (await index.slice({ rootId: 'd:y1', upstreamDepth: 50, downstreamDepth: 50 }))!;
      expect(around.nodes.map(({ id, hop }) => `${id} ${hop}`)).toEqual(['d:y1 0', 'j:y21 -1', 'j:y12 1', 'd:y2 -2']);
      expect(around.edges).toHaveLength(4);
    });

    test('a job that reads what it writes has an edge each way', async () => {
      const slice = (await index.slice({ rootId: 'j:s', upstreamDepth: 1, downstreamDepth: 1 }))!;
      expect(slice.nodes).toMatchObject([
        { id: 'j:s', hop: 0 },
        { id: 'd:s', hop: -1 },
      ]);
      expect(slice.edges.map(({ sourceId, targetId }) => `${sourceId} ${targetId}`)).toEqual(['d:s j:s', 'j:s d:s']);
    });

    test('a vertex reached both ways takes the smaller distance, upstream on a tie', async () => {
      const expected = { 'd:b1': 0, 'j:b12': 1, 'd:b2': 2, 'j:b23': -3, 'd:b3': -2, 'j:b31': -1 };
      expect(await hops({ rootId: 'd:b1', upstreamDepth: 5, downstreamDepth: 5 })).toEqual(expected);
    });

    test('a vertex follows a hundred neighbours, the first by name, and counts the rest exactly', async () => {
      const slice = (await index.slice({ rootId: 'd:hub', upstreamDepth: 0, downstreamDepth: 1, maxNodes: 10_000 }))!;
      expect(slice.nodes[0]).toEqual({ id: 'd:hub', kind: 'dataset', hop: 0, hiddenUpstream: 0, hiddenDownstream: 150 - fanOutLimit });
      expect(slice.nodes.filter((node) => node.hop === 1).map((node) => node.id)).toEqual(hubJobs.slice(0, fanOutLimit));
      expect(slice.truncated).toBe(true);
    });

    test('a neighbour not followed but reached another way is shown, and nothing is truncated', async () => {
      const slice = (await index.slice({ rootId: 'd:x', upstreamDepth: 0, downstreamDepth: 2, maxNodes: 10_000 }))!;
      const second = slice.nodes.find((node) => node.id === 'd:x-hub')!;
      expect(second).toMatchObject({ hop: 2, hiddenDownstream: 0 });
      expect(slice.truncated).toBe(false);
    });

    test('a hub is not truncated where the depth ends', async () => {
      const slice = (await index.slice({ rootId: 'd:hub', upstreamDepth: 0, downstreamDepth: 0 }))!;
      expect(slice).toMatchObject({ nodes: [{ id: 'd:hub', hiddenDownstream: 150 }], truncated: false });
    });

    test('a cap keeps vertices by distance, then kind, namespace and name', async () => {
      const slice = (await index.slice({ rootId: 'd:m4', upstreamDepth: 5, downstreamDepth: 0, maxNodes: 3 }))!;
      expect(slice.nodes.map((node) => node.id)).toEqual(['d:m4', 'j:mc', 'd:m2']);
      expect(slice.nodes[1]).toMatchObject({ hiddenUpstream: 1 });
      expect(slice.truncated).toBe(true);
      const whole = (await index.slice({ rootId: 'd:m4', upstreamDepth: 5, downstreamDepth: 0, maxNodes: 7 }))!;
      expect(whole).toMatchObject({ nodes: { length: 7 }, truncated: false });
    });
  });
}

const chain = ['d:c1 j:c12', 'j:c12 d:c2', 'd:c2 j:c23', 'j:c23 d:c3'];
const cycle = ['d:y1 j:y12', 'j:y12 d:y2', 'd:y2 j:y21', 'j:y21 d:y1'];
const selfReader = ['d:s j:s', 'j:s d:s'];
const diamond = ['d:m1 j:ma', 'd:m1 j:mb', 'j:ma d:m2', 'j:mb d:m3', 'd:m2 j:mc', 'd:m3 j:mc', 'j:mc d:m4'];
const bothWays = ['d:b1 j:b12', 'j:b12 d:b2', 'd:b2 j:b23', 'j:b23 d:b3', 'd:b3 j:b31', 'j:b31 d:b1'];
const hubJobs = Array.from({ length: 150 }, (_, i) => `j:hub-${String(i).padStart(3, '0')}`);
/** Loaded backwards, so that the order of names is not the order of arrival. */
const hub = hubJobs.toReversed().map((job) => `d:hub ${job}`);
/** One job reads `x-hub` beyond its first hundred, and `x` as well. */
const crossedHub = [
  'd:x j:x-feed',
  'j:x-feed d:x-hub',
  'd:x j:zz',
  ...Array.from({ length: 100 }, (_, i) => `d:x-hub j:x-${String(i).padStart(3, '0')}`),
  'd:x-hub j:zz',
];
