import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase } from '@hotpass/testkit';
import type { TestDatabase } from '@hotpass/testkit';
import { datasets, entryOf, minute, runIdOf } from './projection/events.ts';
import type { TestDataset, TestEvent, TestJob } from './projection/events.ts';
import { newProjector, rolledBack, storedColumnEdges, storedEdges, storedNodes } from './projection/projection-under-test.ts';
import type { CountingTx } from './projection/projection-under-test.ts';

const projector = newProjector();
const job: TestJob = { namespace: 'pipelines', name: 'load' };
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

const from = (name: string, field: string) => ({ namespace: 'db', name, field, transformations: [{ type: 'DIRECT' as const }] });

/** A dataset whose columns come from columns, each written `column: source.column`. */
function told(name: string, ...columns: string[]): TestDataset {
  const fields = columns.map((text) => text.split(/: |\./) as [string, string, string]);
  return {
    namespace: 'db',
    name,
    facets: {
      columnLineage: {
        fields: Object.fromEntries(fields.map(([column, source, field]) => [column, { inputFields: [from(source, field)] }])),
      },
    },
  };
}

function explicitly(name: string, column: string, source: string, field: string): TestDataset {
  return {
    namespace: 'db',
    name,
    facets: { lineage: { fields: { [column]: { inputs: [{ ...from(source, field), type: 'DATASET' }] } } } },
  };
}

function run(n: number, eventType: string, at: number, ...outputs: TestDataset[]): TestEvent {
  return { eventType, eventTime: minute(at), run: { runId: runIdOf(n) }, job, inputs: [], outputs };
}

async function project(tx: CountingTx, ...batches: readonly (readonly unknown[])[]): Promise<void> {
  let position = 1;
  for (const batch of batches)
    await projector.project(
      tx,
      batch.map((event) => entryOf(event, position++)),
    );
}

const rule = 'DIRECT - - COLUMN_LINEAGE_FACET';

test('a run that tells of no columns takes nothing back, one that tells otherwise does', async () => {
  await rolledBack(database.pool, async (tx) => {
    await project(
      tx,
      [run(1, 'COMPLETE', 10, told('t', 'x: s.a'))],
      [run(2, 'COMPLETE', 20, ...datasets('t'))],
      [run(3, 'COMPLETE', 30, told('t'))],
    );
    expect(await storedColumnEdges(tx)).toEqual([`pipelines/load: db/s.a -> db/t.x ${rule} COMPLETED ${minute(10)} .. infinity`]);
    await projector.project(tx, [entryOf(run(4, 'COMPLETE', 40, told('t', 'x: s.b')), 4)]);
    expect(await storedColumnEdges(tx)).toEqual([
      `pipelines/load: db/s.a -> db/t.x ${rule} COMPLETED ${minute(10)} .. ${minute(40)}`,
      `pipelines/load: db/s.b -> db/t.x ${rule} COMPLETED ${minute(40)} .. infinity`,
    ]);
    expect(await storedColumnEdges(tx, 3)).toEqual([`pipelines/load: db/s.a -> db/t.x ${rule} COMPLETED ${minute(10)} .. infinity`]);
  });
});

test.each<[string, number]>([
  ['in one batch', 2],
  ['in two', 1],
])('an explicit facet takes the place of columnLineage for its dataset alone, %s', async (_, size) => {
  await rolledBack(database.pool, async (tx) => {
    const start = run(1, 'START', 10, told('t', 'x: s.a'), told('u', 'x: s.a'));
    const events = [start, run(1, 'COMPLETE', 11, explicitly('t', 'y', 's', 'b'))];
    await project(tx, ...(size === 2 ? [events] : events.map((event) => [event])));
    const current = (await storedColumnEdges(tx)).filter((line) => line.endsWith('COMPLETED 2026-01-15T00:11:00.000Z .. infinity'));
    expect(current.map((line) => line.split(' DIRECT')[0])).toEqual([
      'pipelines/load: db/s.a -> db/u.x',
      'pipelines/load: db/s.b -> db/t.y',
    ]);
  });
});

test('an explicit facet that says nothing of a dataset leaves columnLineage standing', async () => {
  await rolledBack(database.pool, async (tx) => {
    const empty = { ...job, facets: { lineage: { entries: [{ type: 'DATASET' as const, namespace: 'db', name: 't', inputs: [] }] } } };
    await project(tx, [{ ...run(1, 'COMPLETE', 10, told('t', 'x: s.a')), job: empty }]);
    expect(await storedColumnEdges(tx)).toHaveLength(1);
  });
});

test('datasets an explicit facet names are vertices, those that feed the job are read by it', async () => {
  await rolledBack(database.pool, async (tx) => {
    const source = { namespace: 'db', type: 'DATASET' as const, transformations: [] };
    const entries = [
      { type: 'JOB' as const, inputs: [{ ...source, name: 'read' }] },
      { type: 'DATASET' as const, namespace: 'db', name: 'target', inputs: [{ ...source, name: 'source' }] },
    ];
    await project(tx, [{ ...run(1, 'COMPLETE', 10), job: { ...job, facets: { lineage: { entries } } } }]);
    expect((await storedNodes(tx)).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'dataset db/read',
      'dataset db/source',
      'dataset db/target',
      'job pipelines/load',
    ]);
    expect(await storedEdges(tx)).toEqual([`db/read -> pipelines/load COMPLETED ${minute(10)} .. infinity`]);
    expect(await storedColumnEdges(tx)).toEqual([
      `pipelines/load: db/source.* -> db/target.* DIRECT - - LINEAGE_FACET COMPLETED ${minute(10)} .. infinity`,
    ]);
  });
});

test('a DatasetEvent tells of columns without a job, the later one of a dataset counts', async () => {
  await rolledBack(database.pool, async (tx) => {
    const of = (at: number, dataset: TestDataset) => ({ eventTime: minute(at), dataset });
    await project(tx, [of(20, told('t', 'x: s.b'))], [of(10, told('t', 'x: s.a'))], [of(30, told('t'))], [of(15, told('u', 'x: t.x'))]);
    expect(await storedColumnEdges(tx)).toEqual([
      `no job: db/s.a -> db/t.x ${rule} DECLARED ${minute(10)} .. ${minute(20)}`,
      `no job: db/s.b -> db/t.x ${rule} DECLARED ${minute(20)} .. infinity`,
      `no job: db/t.x -> db/u.x ${rule} DECLARED ${minute(15)} .. infinity`,
    ]);
  });
});

test('JobEvents declare columns, and a streaming job tells them by its newest run', async () => {
  await rolledBack(database.pool, async (tx) => {
    const streaming: TestJob = { ...job, facets: { jobType: { processingType: 'STREAMING', integration: 'FLINK' } } };
    await project(
      tx,
      [{ eventTime: minute(5), job, inputs: [], outputs: [told('t', 'x: s.declared')] }],
      [run(1, 'COMPLETE', 10, told('t', 'x: s.done'))],
      [{ ...run(2, 'START', 20, told('t', 'x: s.running')), job: streaming }],
    );
    expect(await storedColumnEdges(tx)).toEqual([
      `pipelines/load: db/s.declared -> db/t.x ${rule} DECLARED ${minute(5)} .. ${minute(10)}`,
      `pipelines/load: db/s.done -> db/t.x ${rule} COMPLETED ${minute(10)} .. ${minute(20)}`,
      `pipelines/load: db/s.running -> db/t.x ${rule} RUNNING ${minute(20)} .. infinity`,
    ]);
  });
});

test('a dataset may be its own input, column by column', async () => {
  await rolledBack(database.pool, async (tx) => {
    await project(tx, [{ ...run(1, 'COMPLETE', 10, told('t', 'x: t.x', 'y: t.x')), inputs: datasets('t') }]);
    expect(await storedColumnEdges(tx)).toEqual([
      `pipelines/load: db/t.x -> db/t.x ${rule} COMPLETED ${minute(10)} .. infinity`,
      `pipelines/load: db/t.x -> db/t.y ${rule} COMPLETED ${minute(10)} .. infinity`,
    ]);
    expect(await storedEdges(tx)).toHaveLength(2);
  });
});

test('names as long and as odd as names can be are columns', async () => {
  await rolledBack(database.pool, async (tx) => {
    const names = ['列'.repeat(2_048), 'a.b[*].c', 'x\'"\\\n\t,{}', '😀', '__proto__', ' '];
    const fields = Object.fromEntries(names.map((name) => [name, { inputFields: [from('s', name)] }]));
    // A key of an object literal called __proto__ is none: what JSON.parse makes of it is.
    const facet: unknown = JSON.parse(
      JSON.stringify({ fields }).replace(
        '{"fields":{',
        `{"fields":{"__proto__":{"inputFields":[${JSON.stringify(from('s', '__proto__'))}]},`,
      ),
    );
    await project(tx, [run(1, 'COMPLETE', 10, { namespace: 'db', name: 't', facets: { columnLineage: facet as never } })]);
    const rows = await tx.query<{ src_column: string; dst_column: string }>({
      text: 'select src_column, dst_column from lineage.column_edge',
    });
    expect(rows.map((row) => row.dst_column).toSorted()).toEqual(names.toSorted());
    expect(rows.every((row) => row.src_column === row.dst_column)).toBe(true);
  });
});
