import { expect, test } from '@jest/globals';
import type { IndexUnderTest, LabelledImpact } from './index-under-test.ts';

/** What all lies downstream, counted. */
export function testImpacts(index: () => IndexUnderTest): void {
  test('an impact counts everything downstream by hop, however many neighbours there are', async () => {
    expect(await index().impact({ rootId: 'd:c1' })).toMatchObject({
      hops: ['1: 0 1 0', '2: 1 0 0', '3: 0 1 0', '4: 1 0 0'],
      affected: ['j:c12 1 1', 'd:c2 2 1', 'j:c23 3 1', 'd:c3 4 0'],
      hasNextPage: false,
      incomplete: null,
    });
    expect(await index().impact({ rootId: 'd:hub' })).toMatchObject({ hops: ['1: 0 150 0'], affected: { length: 100 }, hasNextPage: true });
    expect(await index().impact({ rootId: 'd:m1' })).toMatchObject({ hops: ['1: 0 2 0', '2: 2 0 0', '3: 0 1 0', '4: 1 0 0'] });
    expect(await index().impact({ rootId: 'd:c3' })).toMatchObject({ hops: [], affected: [] });
  });

  test('an impact goes through names of one dataset, once round a cycle, and not back to its root', async () => {
    expect(await index().impact({ rootId: 'd:l-older' })).toMatchObject({ hops: ['1: 0 2 0', '2: 1 0 0'] });
    expect(await index().impact({ rootId: 'd:y1' })).toMatchObject({ hops: ['1: 0 1 0', '2: 1 0 0', '3: 0 1 0'] });
    expect(await index().impact({ rootId: 'd:s' })).toMatchObject({ hops: ['1: 0 1 0'] });
    expect(await index().impact({ rootId: 'd:s', column: 'x' })).toMatchObject({ hops: ['1: 0 1 0'] });
  });

  test('the impact of a column counts the columns it gets to', async () => {
    expect(await index().impact({ rootId: 'd:k1', column: 'key' })).toMatchObject({
      hops: ['1: 0 1 0', '2: 1 0 1', '3: 0 1 0', '4: 2 0 1', '5: 0 1 0', '6: 1 0 0'],
      incomplete: null,
    });
    expect(await index().impact({ rootId: 'd:k3', column: 'id' })).toMatchObject({ hops: ['1: 0 1 0', '2: 1 0 0'] });
  });

  test('what is affected comes in pages, most used first', async () => {
    const whole = (await index().impact({ rootId: 'd:k1' }))!.affected;
    expect(whole[0]).toBe('j:k23 3 2');
    const pages: string[] = [];
    let after: LabelledImpact['last'] = null;
    for (let i = 0; i < 10; i += 1) {
      const page: LabelledImpact = (await index().impact({ rootId: 'd:k1', pageSize: 2, after }))!;
      pages.push(...page.affected);
      after = page.last;
      if (!page.hasNextPage) break;
    }
    expect(pages).toEqual(whole);
  });

  test('there is no impact of what is not there, nor of a column of a job', async () => {
    expect(await index().impact({ rootId: 'd:nowhere' })).toBeNull();
    expect(await index().impact({ rootId: 'j:k12', column: 'x' })).toBeNull();
  });
}
