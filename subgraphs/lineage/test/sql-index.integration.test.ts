import { expect, test } from '@jest/globals';
import { TimeoutError, datasetId, jobId } from '@hotpass/kernel';
import { createTestDatabase } from '@hotpass/testkit';
import { SqlIndex } from '../src/lineage-index/sql-index.ts';
import type { SliceQuery } from '../src/lineage-index/lineage-index.ts';
import { testLineageIndex } from './lineage-index/lineage-index.contract.ts';
import { startNaiveIndex, startSqlIndex } from './lineage-index/adapters.ts';
import { aRunOf, entryOf, minute } from './projection/events.ts';
import type { TestEvent } from './projection/events.ts';
import { newProjector, rolledBack } from './projection/projection-under-test.ts';

const projector = newProjector();

testLineageIndex('SqlIndex', startSqlIndex);
testLineageIndex('the naive index', startNaiveIndex);

test('a walk past its deadline is a TimeoutError', async () => {
  await using index = await startSqlIndex(new SqlIndex(1));
  const jobs = Array.from({ length: 3_000 }, (_, i) => `j:${i}`);
  await index.load({ edges: jobs.map((job) => `d:hub ${job}`) });
  await expect(index.slice({ rootId: 'd:hub', maxNodes: 10_000 })).rejects.toThrow(TimeoutError);
});

test('the index can look at an earlier instant, and with what was known earlier', async () => {
  await using database = await createTestDatabase();
  const run = (n: number, at: number, input: string): TestEvent => aRunOf(n, 'load', [input], [], { eventTime: minute(at) });
  const inputsSeen = (when: Partial<SliceQuery>): Promise<string[]> =>
    rolledBack(database.pool, async (tx) => {
      await projector.project(tx, [entryOf(run(1, 10, 'old'), 1)]);
      await projector.project(tx, [entryOf(run(2, 30, 'new'), 2)]);
      await projector.project(tx, [entryOf(run(3, 20, 'late'), 3)]);
      const slice = await new SqlIndex().slice(tx, {
        rootId: jobId('pipelines', 'load'),
        upstreamDepth: 1,
        downstreamDepth: 0,
        maxNodes: 10,
        ...when,
      });
      return slice!.edges.map((edge) => ['old', 'late', 'new'].find((name) => datasetId('db', name) === edge.sourceId) ?? '');
    });
  expect(await inputsSeen({})).toEqual(['new']);
  expect(await inputsSeen({ validAt: new Date(minute(25)) })).toEqual(['late']);
  expect(await inputsSeen({ validAt: new Date(minute(25)), knownAt: 2 })).toEqual(['old']);
  expect(await inputsSeen({ validAt: new Date(minute(5)) })).toEqual([]);
  expect(await inputsSeen({ knownAt: 1 })).toEqual(['old']);
});

test('an impact beyond its bound, or not known in time, is answered as far as it is, and says so', async () => {
  const chain = Array.from({ length: 20 }, (_, i) => [`d:${i} j:${i}`, `j:${i} d:${i + 1}`]).flat();
  await using bounded = await startSqlIndex(new SqlIndex(5_000, { bound: 5, deadlineMs: 2_500 }));
  await bounded.load({ edges: chain });
  expect(await bounded.impact({ rootId: 'd:0' })).toMatchObject({ hops: { length: 5 }, incomplete: 'BOUND' });
  expect(await bounded.impact({ rootId: 'd:0', column: 'x' })).toMatchObject({ incomplete: 'BOUND' });
  expect(await bounded.impact({ rootId: 'd:18' })).toMatchObject({ hops: { length: 4 }, incomplete: null });
  await using late = await startSqlIndex(new SqlIndex(5_000, { bound: 1_000, deadlineMs: 0 }));
  await late.load({ edges: chain });
  expect(await late.impact({ rootId: 'd:0' })).toMatchObject({ hops: [], incomplete: 'DEADLINE' });
  expect(await late.impact({ rootId: 'd:0', column: 'x' })).toMatchObject({ hops: [], incomplete: 'DEADLINE' });
});
