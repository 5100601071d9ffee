import { expect, test } from '@jest/globals';
import type { IndexUnderTest } from './index-under-test.ts';

/** The ways from one vertex to another. */
export function testPaths(index: () => IndexUnderTest): void {
  test('paths lead downstream from one vertex to another, shortest first', async () => {
    expect(await index().paths({ fromId: 'd:c1', toId: 'd:c3' })).toEqual({
      paths: ['d:c1 j:c12 d:c2 j:c23 d:c3'],
      edges: [4],
      hasMore: false,
      incomplete: false,
    });
    const diamond = (await index().paths({ fromId: 'd:m1', toId: 'd:m4' }))!;
    expect(diamond.paths.toSorted()).toEqual(['d:m1 j:ma d:m2 j:mc d:m4', 'd:m1 j:mb d:m3 j:mc d:m4']);
    expect(await index().paths({ fromId: 'd:m1', toId: 'd:m4', maxPaths: 1 })).toEqual({
      paths: [diamond.paths[0]],
      edges: [4],
      hasMore: true,
      incomplete: false,
    });
    expect(await index().paths({ fromId: 'd:x', toId: 'j:zz' })).toMatchObject({ paths: ['d:x j:zz', 'd:x j:x-feed d:x-hub j:zz'] });
  });

  test('there may be no path, and a vertex has none to itself', async () => {
    const none = { paths: [], edges: [], hasMore: false, incomplete: false };
    for (const [fromId, toId] of [
      ['d:c3', 'd:c1'],
      ['d:c1', 'd:m1'],
      ['d:y1', 'd:y1'],
      ['d:l-old', 'd:l-new'],
    ] as const) {
      expect(await index().paths({ fromId, toId })).toEqual(none);
    }
    expect(await index().paths({ fromId: 'd:c1', toId: 'd:nowhere' })).toBeNull();
    expect(await index().paths({ fromId: 'd:c1', toId: 'j:c12', toColumn: 'x' })).toBeNull();
  });

  test('paths of columns follow what is told of them, and jobs where nothing is', async () => {
    expect(await index().paths({ fromId: 'd:k1', fromColumn: 'key', toId: 'd:k5', toColumn: 'x' })).toEqual({
      paths: ['d:k1.key d:k2.id d:k3.id d:k5'],
      edges: [3],
      hasMore: false,
      incomplete: false,
    });
    expect(await index().paths({ fromId: 'd:k1', fromColumn: 'name', toId: 'd:k3', toColumn: 'id' })).toMatchObject({ paths: [] });
    expect((await index().paths({ fromId: 'd:k1', toId: 'd:k2', toColumn: 'id' }))!.paths.toSorted()).toEqual([
      'd:k1 d:k2',
      'd:k1 d:k2.id',
    ]);
    expect(await index().paths({ fromId: 'd:o', fromColumn: 'a', toId: 'd:o', toColumn: 'b' })).toMatchObject({ paths: ['d:o.a d:o.b'] });
  });
}
