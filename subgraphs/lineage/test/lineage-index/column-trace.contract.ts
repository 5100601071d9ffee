import { expect, test } from '@jest/globals';
import type { ColumnTraceQuery } from '../../src/lineage-index/lineage-index.ts';
import type { IndexUnderTest } from './index-under-test.ts';

const onFromK2 = ['2 d:k2.* d:k4.* j:k23 JOB_LEVEL', '2 d:k2.id d:k3.id j:k23 DIRECT', '3 d:k3.* d:k5.* j:k35 JOB_LEVEL'];

/** What columns depend on, and what depends on them. */
export function testColumnTraces(index: () => IndexUnderTest): void {
  const traced = async (
    datasetId: string,
    column: string | null,
    direction: ColumnTraceQuery['direction'] = 'UPSTREAM',
  ): Promise<string[]> => (await index().columnTrace({ datasetId, column, direction }))!.edges.toSorted();

  test('a column is traced over any number of steps, each dependency once', async () => {
    expect(await traced('d:k3', 'id')).toEqual([
      '1 d:k2.id d:k3.id j:k23 DIRECT',
      '2 d:k1.flag d:k2.* j:k12 INDIRECT',
      '2 d:k1.key d:k2.id j:k12 DIRECT',
    ]);
    expect(await traced('d:k1', 'key', 'DOWNSTREAM')).toEqual(['1 d:k1.key d:k2.id j:k12 DIRECT', ...onFromK2]);
  });

  test('what concerns a whole dataset concerns each of its columns, and a whole dataset everything told of it', async () => {
    expect(await traced('d:k2', 'unheard-of')).toEqual(['1 d:k1.flag d:k2.* j:k12 INDIRECT']);
    expect(await traced('d:k2', null)).toEqual([
      '1 d:k1.flag d:k2.* j:k12 INDIRECT',
      '1 d:k1.key d:k2.id j:k12 DIRECT',
      '1 d:k1.name d:k2.name j:k12 DIRECT',
    ]);
    expect(await traced('d:k1', 'flag', 'DOWNSTREAM')).toEqual(['1 d:k1.flag d:k2.* j:k12 INDIRECT', ...onFromK2]);
  });

  test('where a job tells nothing of columns, all it reads goes into all it writes', async () => {
    expect(await traced('d:k5', 'x')).toEqual([
      '1 d:k3.* d:k5.* j:k35 JOB_LEVEL',
      '2 d:k2.id d:k3.id j:k23 DIRECT',
      ...['flag d:k2.* j:k12 INDIRECT', 'key d:k2.id j:k12 DIRECT'].map((line) => `3 d:k1.${line}`),
    ]);
    expect(await traced('d:k3', 'other', 'DOWNSTREAM')).toEqual(['1 d:k3.* d:k5.* j:k35 JOB_LEVEL']);
  });

  test('what a job tells of one dataset it writes says nothing of another', async () => {
    expect(await traced('d:k4', 'y')).toEqual([
      '1 d:k2.* d:k4.* j:k23 JOB_LEVEL',
      ...['flag d:k2.* j:k12 INDIRECT', 'key d:k2.id j:k12 DIRECT', 'name d:k2.name j:k12 DIRECT'].map((line) => `2 d:k1.${line}`),
    ]);
  });

  test('a trace through names of one dataset and without a job', async () => {
    expect(await traced('d:l-old', 'c')).toEqual(['1 d:l-in.* d:l-new.* j:l-writer JOB_LEVEL', '1 d:k9.z d:l-new.c - DIRECT'].toSorted());
  });

  test('a cycle of columns ends, and so does a dataset made from itself', async () => {
    expect(await traced('d:o', 'a')).toEqual(['1 d:o.b d:o.a j:o DIRECT', '2 d:o.a d:o.b j:o DIRECT']);
    expect(await traced('d:s', null, 'DOWNSTREAM')).toEqual(['1 d:s.* d:s.* j:s JOB_LEVEL']);
  });

  test('a limit keeps the nearest and says that there is more', async () => {
    const query = { datasetId: 'd:k5', column: 'x', direction: 'UPSTREAM' } as const;
    const trace = (await index().columnTrace({ ...query, maxEdges: 2 }))!;
    expect(trace).toEqual({ edges: ['1 d:k3.* d:k5.* j:k35 JOB_LEVEL', '2 d:k2.id d:k3.id j:k23 DIRECT'], truncated: true });
    expect(await index().columnTrace({ ...query, maxEdges: 4 })).toMatchObject({ edges: { length: 4 }, truncated: false });
    expect(await index().columnTrace({ ...query, maxHops: 1 })).toMatchObject({ edges: { length: 1 }, truncated: false });
  });

  test('there are no columns of a job or of what is not there', async () => {
    expect(await index().columnTrace({ datasetId: 'j:k12', column: null, direction: 'UPSTREAM' })).toBeNull();
    expect(await index().columnTrace({ datasetId: 'd:nowhere', column: null, direction: 'UPSTREAM' })).toBeNull();
  });
}
