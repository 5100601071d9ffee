import { expect, test } from '@jest/globals';
import type { IndexUnderTest, LabelledNeighbours } from './index-under-test.ts';

/** What is one edge away. */
export function testNeighbours(index: () => IndexUnderTest): void {
  test('neighbours are listed beyond the limit of a walk, each side by itself, and found by a part of their name', async () => {
    expect(await index().neighbours({ rootId: 'd:hub', direction: 'DOWNSTREAM' })).toMatchObject({
      neighbours: { length: 100 },
      total: 150,
      hasNextPage: true,
      complete: true,
    });
    expect(await index().neighbours({ rootId: 'd:hub', direction: 'UPSTREAM' })).toMatchObject({ neighbours: [], total: 0 });
    expect(await index().neighbours({ rootId: 'd:c1', direction: 'DOWNSTREAM' })).toMatchObject({ neighbours: ['j:c12 1'], total: 1 });
    expect(await index().neighbours({ rootId: 'j:c12', direction: 'UPSTREAM' })).toMatchObject({ neighbours: ['d:c1 1'] });
    const whole = (await index().neighbours({ rootId: 'd:c1', direction: 'DOWNSTREAM', text: 'C1' }))!;
    expect([whole.neighbours, whole.total]).toEqual([['j:c12 1'], 1]);
    expect(await index().neighbours({ rootId: 'd:c1', direction: 'DOWNSTREAM', text: '%' })).toMatchObject({ neighbours: [], total: 0 });
  });

  test('neighbours come in pages, most used first, none twice and none left out', async () => {
    const pages: string[] = [];
    let after: LabelledNeighbours['last'] = null;
    for (let i = 0; i < 10; i += 1) {
      const page: LabelledNeighbours = (await index().neighbours({ rootId: 'd:hub', direction: 'DOWNSTREAM', pageSize: 40, after }))!;
      pages.push(...page.neighbours);
      after = page.last;
      if (!page.hasNextPage) break;
    }
    expect([pages.length, new Set(pages).size]).toEqual([150, 150]);
  });

  test('neighbours are those of all names of a dataset; there are none of what is not there', async () => {
    expect((await index().neighbours({ rootId: 'd:l-older', direction: 'DOWNSTREAM' }))!.total).toBe(2);
    expect(await index().neighbours({ rootId: 'd:s', direction: 'DOWNSTREAM' })).toMatchObject({ total: 1 });
    expect(await index().neighbours({ rootId: 'd:nowhere', direction: 'UPSTREAM' })).toBeNull();
  });
}
