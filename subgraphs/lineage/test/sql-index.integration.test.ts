import { expect, test } from '@jest/globals';
import { TimeoutError, datasetId, jobId } from '@hotpass/kernel';
import { createTestDatabase } from '@hotpass/testkit';
import { SqlIndex } from '../src/lineage-index/sql-index.ts';
import type { Slice, SliceQuery } from '../src/lineage-index/lineage-index.ts';
import { testLineageIndex } from './lineage-index/lineage-index.contract.ts';
import type { IndexUnderTest } from './lineage-index/lineage-index.contract.ts';
import { datasets, entryOf, minute, runIdOf } from './projection/events.ts';
import { newProjector, rolledBack } from './projection/projection-under-test.ts';

const projector = newProjector();

/** Rows straight into the tables: the index answers for what is stored, however it came there. */
async function startSqlIndex(index = new SqlIndex()): Promise<IndexUnderTest> {
  const database = await createTestDatabase();
  const idOf = (label: string): string => (label.startsWith('j:') ? jobId('ns', label.slice(2)) : datasetId('ns', label.slice(2)));
  const labels = new Map<string, string>();
  return {
    async load(edges) {
      const pairs = edges.map((edge) => edge.split(' ') as [string, string]);
      for (const label of pairs.flat()) labels.set(idOf(label), label);
      await database.pool.query(`insert into lineage.namespace (uid, name) values ('ns', 'ns')`);
      await database.pool.query(
        `insert into lineage.node (uid, kind, namespace, name, first_seen, last_seen)
         select uid, case when name like 'j:%' then 'job' else 'dataset' end, 1, substr(name, 3), now(), now() from unnest($1::text[], $2::text[]) k(uid, name)`,
        [[...labels.keys()], [...labels.values()]],
      );
      await database.pool.query(
        `insert into lineage.edge (src, dst, job, basis, valid_from, valid_to, known_from)
         select s.id, d.id, case when s.kind = 'job' then s.id else d.id end, 'COMPLETED', now(), 'infinity', 1
         from unnest($1::text[], $2::text[]) k(src, dst) join lineage.node s on s.uid = k.src join lineage.node d on d.uid = k.dst`,
        [pairs.map(([from]) => idOf(from)), pairs.map(([, to]) => idOf(to))],
      );
    },
    slice: (query) =>
      rolledBack(database.pool, async (tx) => {
        const slice = await index.slice(tx, { upstreamDepth: 1, downstreamDepth: 1, maxNodes: 300, ...query, rootId: idOf(query.rootId) });
        return slice && labelled(slice, labels);
      }),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}

function labelled(slice: Slice, labels: ReadonlyMap<string, string>): Slice {
  const label = (id: string): string => labels.get(id) ?? id;
  const edges = slice.edges.map((edge) => ({ ...edge, sourceId: label(edge.sourceId), targetId: label(edge.targetId) }));
  return {
    ...slice,
    // Within a distance an adapter may answer in any order.
    nodes: slice.nodes
      .map((node) => ({ ...node, id: label(node.id) }))
      .toSorted((a, b) => Math.abs(a.hop) - Math.abs(b.hop) || a.hop - b.hop || (a.id < b.id ? -1 : 1)),
    edges: edges.toSorted((a, b) => (`${a.sourceId} ${a.targetId}` < `${b.sourceId} ${b.targetId}` ? -1 : 1)),
  };
}

testLineageIndex('SqlIndex', startSqlIndex);

test('a walk past its deadline is a TimeoutError', async () => {
  await using index = await startSqlIndex(new SqlIndex(1));
  const jobs = Array.from({ length: 3_000 }, (_, i) => `j:${i}`);
  await index.load(jobs.map((job) => `d:hub ${job}`));
  await expect(index.slice({ rootId: 'd:hub', maxNodes: 10_000 })).rejects.toThrow(TimeoutError);
});

test('the index can look at an earlier instant, and with what was known earlier', async () => {
  await using database = await createTestDatabase();
  const job = { namespace: 'pipelines', name: 'load' };
  const run = (n: number, at: number, input: string) => ({
    eventType: 'COMPLETE',
    eventTime: minute(at),
    run: { runId: runIdOf(n) },
    job,
    inputs: datasets(input),
    outputs: [],
  });
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
