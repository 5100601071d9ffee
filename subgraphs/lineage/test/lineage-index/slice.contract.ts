import { expect, test } from '@jest/globals';
import { fanOutLimit } from '../../src/lineage-index/lineage-index.ts';
import type { SliceQuery } from '../../src/lineage-index/lineage-index.ts';
import { hubJobs } from './contract-world.ts';
import type { IndexUnderTest } from './index-under-test.ts';

/** What a slice has in it, and what concerns it. */
export function testSlices(index: () => IndexUnderTest): void {
  const hops = async (query: Partial<SliceQuery> & { rootId: string }): Promise<Record<string, number>> =>
    Object.fromEntries((await index().slice(query))!.nodes.map((node) => [node.id, node.hop]));

  test('an unknown root is null', async () => {
    expect(await index().slice({ rootId: 'd:nowhere' })).toBeNull();
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
    const slice = (await index().slice({ rootId: 'd:c1', upstreamDepth: 0, downstreamDepth: 1 }))!;
    expect(slice.nodes.at(-1)).toEqual({
      id: 'd:c2',
      kind: 'dataset',
      namespace: 'ns',
      name: 'c2',
      hop: 2,
      hiddenUpstream: 0,
      hiddenDownstream: 1,
    });
    expect(slice.truncated).toBe(false);
  });

  test('up and down are two walks: what else feeds a dependant is not in the answer', async () => {
    const slice = (await index().slice({ rootId: 'd:m1', upstreamDepth: 5, downstreamDepth: 5 }))!;
    expect(slice.nodes.map((node) => node.id)).toEqual(['d:m1', 'j:ma', 'j:mb', 'd:m2', 'd:m3', 'j:mc', 'd:m4']);
    const join = (await index().slice({ rootId: 'd:m2', upstreamDepth: 5, downstreamDepth: 5 }))!;
    expect(join.nodes.map((node) => node.id)).not.toContain('d:m3');
    expect(join.nodes.find((node) => node.id === 'j:mc')).toMatchObject({ hiddenUpstream: 1 });
  });

  test('a diamond is walked once, with all its edges', async () => {
    const slice = (await index().slice({ rootId: 'd:m4', upstreamDepth: 5, downstreamDepth: 0 }))!;
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
    const around = (await index().slice({ rootId: 'd:y1', upstreamDepth: 50, downstreamDepth: 50 }))!;
    expect(around.nodes.map(({ id, hop }) => `${id} ${hop}`)).toEqual(['d:y1 0', 'j:y21 -1', 'j:y12 1', 'd:y2 -2']);
    expect(around.edges).toHaveLength(4);
  });

  test('a job that reads what it writes has an edge each way', async () => {
    const slice = (await index().slice({ rootId: 'j:s', upstreamDepth: 1, downstreamDepth: 1 }))!;
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
    const slice = (await index().slice({ rootId: 'd:hub', upstreamDepth: 0, downstreamDepth: 1, maxNodes: 10_000 }))!;
    expect(slice.nodes[0]).toMatchObject({ id: 'd:hub', hop: 0, hiddenUpstream: 0, hiddenDownstream: 150 - fanOutLimit });
    expect(slice.nodes.filter((node) => node.hop === 1).map((node) => node.id)).toEqual(hubJobs.slice(0, fanOutLimit));
    expect(slice.truncated).toBe(true);
  });

  test('a neighbour not followed but reached another way is shown, and nothing is truncated', async () => {
    const slice = (await index().slice({ rootId: 'd:x', upstreamDepth: 0, downstreamDepth: 2, maxNodes: 10_000 }))!;
    const second = slice.nodes.find((node) => node.id === 'd:x-hub')!;
    expect(second).toMatchObject({ hop: 2, hiddenDownstream: 0 });
    expect(slice.truncated).toBe(false);
  });

  test('a hub is not truncated where the depth ends', async () => {
    const slice = (await index().slice({ rootId: 'd:hub', upstreamDepth: 0, downstreamDepth: 0 }))!;
    expect(slice).toMatchObject({ nodes: [{ id: 'd:hub', hiddenDownstream: 150 }], truncated: false });
  });

  test('a cap keeps vertices by distance, then kind, namespace and name', async () => {
    const slice = (await index().slice({ rootId: 'd:m4', upstreamDepth: 5, downstreamDepth: 0, maxNodes: 3 }))!;
    expect(slice.nodes.map((node) => node.id)).toEqual(['d:m4', 'j:mc', 'd:m2']);
    expect(slice.nodes[1]).toMatchObject({ hiddenUpstream: 1 });
    expect(slice.truncated).toBe(true);
    const whole = (await index().slice({ rootId: 'd:m4', upstreamDepth: 5, downstreamDepth: 0, maxNodes: 7 }))!;
    expect(whole).toMatchObject({ nodes: { length: 7 }, truncated: false });
  });

  test('a dataset with several names is one vertex, with the edges of all of them, whichever name is asked for', async () => {
    for (const rootId of ['d:l-old', 'd:l-new', 'd:l-older']) {
      const slice = (await index().slice({ rootId, upstreamDepth: 1, downstreamDepth: 1 }))!;
      expect(slice.nodes.map(({ id, hop }) => `${id} ${hop}`)).toEqual([
        'd:l-new 0',
        'j:l-writer -1',
        'j:l-reader 1',
        'j:l-reader2 1',
        'd:l-in -2',
        'd:l-out1 2',
      ]);
      expect(slice.edges.map(({ sourceId, targetId }) => `${sourceId} ${targetId}`)).toEqual([
        'd:l-in j:l-writer',
        'd:l-new j:l-reader',
        'd:l-new j:l-reader2',
        'j:l-reader d:l-out1',
        'j:l-writer d:l-new',
      ]);
      expect(slice.nodes.every((node) => node.hiddenUpstream === 0 && node.hiddenDownstream === 0)).toBe(true);
    }
  });

  test('two names of one neighbour are hidden as one', async () => {
    const slice = (await index().slice({ rootId: 'j:l-reader', upstreamDepth: 0, downstreamDepth: 0 }))!;
    expect(slice.nodes).toMatchObject([{ hiddenUpstream: 1, hiddenDownstream: 1 }]);
  });

  test('the cumulative view has what was ever named', async () => {
    const slice = (await index().slice({ rootId: 'd:c2', upstreamDepth: 0, downstreamDepth: 1, cumulative: true }))!;
    expect(slice.nodes.map((node) => node.id)).toEqual(['d:c2', 'j:c23', 'j:former', 'd:c3', 'd:c9']);
    const latest = (await index().slice({ rootId: 'd:c2', upstreamDepth: 0, downstreamDepth: 1 }))!;
    expect(latest.nodes.map((node) => node.id)).toEqual(['d:c2', 'j:c23', 'd:c3']);
  });

  test('a filter hides what does not match, counts it, and the walk passes through', async () => {
    const slice = (await index().slice({ rootId: 'd:f1', upstreamDepth: 0, downstreamDepth: 9, tags: ['tier:gold'] }))!;
    expect(slice.nodes.map(({ id, hop, hiddenDownstream }) => `${id} ${hop} ${hiddenDownstream}`)).toEqual([
      'd:f1 0 0',
      'j:f12 1 1',
      'j:f23 3 0',
      'd:f3 4 0',
      'j:f34 5 1',
    ]);
    expect(slice.truncated).toBe(false);
    expect(slice.edges).toHaveLength(3);
  });

  test('a filter keeps the root, takes a tag by its key, and needs namespace and tag together', async () => {
    const of = async (query: Partial<SliceQuery>): Promise<string[]> =>
      (await index().slice({ rootId: 'd:f2', upstreamDepth: 9, downstreamDepth: 9, ...query }))!.nodes.map((node) => node.id);
    expect(await of({ tags: ['PII'] })).toEqual(['d:f2', 'j:f12', 'j:f23', 'd:f3', 'j:f34']);
    expect(await of({ namespaces: ['elsewhere'] })).toEqual(['d:f2', 'j:f12', 'j:f23', 'j:f34', 'd:elsewhere/f4']);
    expect(await of({ namespaces: ['elsewhere'], tags: ['PII'] })).toEqual(['d:f2', 'j:f12', 'j:f23']);
    expect(await of({ namespaces: ['nowhere'] })).toEqual(['d:f2', 'j:f12', 'j:f23']);
  });

  test('a limit counts what is shown, not what is passed through', async () => {
    const slice = (await index().slice({ rootId: 'd:f1', upstreamDepth: 0, downstreamDepth: 9, tags: ['tier:gold'], maxNodes: 4 }))!;
    expect(slice.nodes.map((node) => node.id)).toEqual(['d:f1', 'j:f12', 'j:f23', 'd:f3']);
    expect(slice.truncated).toBe(true);
  });

  test('a slice is concerned by what it visits, all names of it, jobs ever tied to it, and what those of it touch', async () => {
    expect(await index().watched({ rootId: 'd:c2', upstreamDepth: 0, downstreamDepth: 0 })).toEqual(['d:c2', 'j:c12', 'j:c23', 'j:former']);
    expect(await index().watched({ rootId: 'j:c23', upstreamDepth: 0, downstreamDepth: 0 })).toEqual(['d:c2', 'd:c3', 'j:c23']);
    const names = await index().watched({ rootId: 'd:l-old', upstreamDepth: 0, downstreamDepth: 0 });
    expect(names).toEqual(expect.arrayContaining(['d:l-new', 'd:l-old', 'd:l-older', 'j:l-reader', 'j:l-writer']));
    const hidden = await index().watched({ rootId: 'd:f1', upstreamDepth: 0, downstreamDepth: 2, tags: ['nothing'] });
    expect(hidden).toEqual(expect.arrayContaining(['d:f2', 'd:f3', 'j:f34']));
    expect(await index().watched({ rootId: 'd:nowhere' })).toEqual([]);
    expect(await index().watched({ rootId: 'd:hub', upstreamDepth: 0, downstreamDepth: 0 }, 100)).toBeNull();
  });
}
