import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase } from '@hotpass/testkit';
import type { TestDatabase } from '@hotpass/testkit';
import { aRunOf, datasets, entryOf, minute, runIdOf } from './projection/events.ts';
import type { TestEvent } from './projection/events.ts';
import { newProjector, rolledBack, storedEdges } from './projection/projection-under-test.ts';
import type { CountingTx } from './projection/projection-under-test.ts';

const projector = newProjector();
const job = { namespace: 'pipelines', name: 'load' };
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

function event(n: number, eventType: string, at: number, inputs: string[], outputs: string[] = []): TestEvent {
  return aRunOf(n, 'load', inputs, outputs, { eventType, eventTime: minute(at) });
}

/** Each list of events is a batch; positions go on from one to the next. */
async function project(tx: CountingTx, batches: readonly (readonly TestEvent[])[], from = 1): Promise<void> {
  let position = from;
  for (const batch of batches)
    await projector.project(
      tx,
      batch.map((e) => entryOf(e, position++)),
    );
}

async function edgeRows(tx: CountingTx): Promise<number> {
  const [row] = await tx.query<{ count: number }>({ text: 'select count(*)::int as count from lineage.edge' });
  return row!.count;
}

test('a thousand runs that say the same write no edge rows', async () => {
  await rolledBack(database.pool, async (tx) => {
    const runs = Array.from({ length: 1_000 }, (_, n) => [
      event(n, 'START', n * 2, ['a', 'b']),
      event(n, 'COMPLETE', n * 2 + 1, [], ['c']),
    ]);
    await project(tx, [runs[0]!]);
    const rows = await edgeRows(tx);
    const rest = runs.slice(1).flat();
    const batches = Array.from({ length: 8 }, (_, i) => rest.slice(i * 250, (i + 1) * 250));
    await project(tx, batches, 3);
    expect(await edgeRows(tx)).toBe(rows);
    expect(await storedEdges(tx)).toHaveLength(rows);
  });
});

/** Statements of a batch that changes what a first one said, each of `size` events about up to fifty jobs. */
function statements(size: number, first: (n: number) => TestEvent, second: (n: number) => TestEvent): Promise<number> {
  return rolledBack(database.pool, async (tx) => {
    const batch = (of: (n: number) => TestEvent): TestEvent[] =>
      Array.from({ length: size }, (_, n) => ({ ...of(n), job: { ...job, name: `job${n % 50}` } }));
    await project(tx, [batch(first)]);
    tx.statements = 0;
    await project(tx, [batch(second)], size + 1);
    return tx.statements;
  });
}

test('a batch takes the same handful of statements however many events, jobs and runs it is about', async () => {
  const first = (n: number): TestEvent => event(n, n % 3 === 0 ? 'START' : 'COMPLETE', n, [`in${n % 7}`], [`out${n}`]);
  const changed = (n: number): TestEvent => ({ ...first(n), eventTime: minute(n - 500), inputs: datasets('new') });
  const few = await statements(4, first, changed);
  expect(await statements(256, first, changed)).toBe(few);
  expect(few).toBeLessThanOrEqual(17);
});

test('a batch of everything at once takes no more than twice as many', async () => {
  const told = (n: number, column: string): TestEvent['outputs'] => {
    const source = { namespace: 'db', name: `in${n}`, field: column, transformations: [{ type: 'DIRECT' as const }] };
    const symlinks = { identifiers: [{ namespace: 'db', name: `${column}${n}`, type: 'TABLE' }] };
    return [{ namespace: 'db', name: `out${n}`, facets: { columnLineage: { fields: { x: { inputFields: [source] } } }, symlinks } }];
  };
  const first = (n: number): TestEvent =>
    n % 2 === 0
      ? { ...event(n, 'COMPLETE', 500 + n, ['in'], []), outputs: told(n, 'b') }
      : { eventTime: minute(n), job, inputs: datasets('in'), outputs: told(n, 'b') };
  const changed = (n: number): TestEvent => ({ ...first(n), inputs: datasets('new'), outputs: told(n, 'a') });
  const few = await statements(4, first, changed);
  expect(await statements(250, first, changed)).toBe(few);
  expect(few).toBeLessThanOrEqual(32);
});

test('runs that say what the runs before them said take ten statements and read no edge', async () => {
  const same = (n: number): TestEvent => event(n, 'COMPLETE', n, [`in${n % 50}`], [`out${n % 50}`]);
  const later = (n: number): TestEvent => ({ ...same(n), run: { runId: runIdOf(n + 1_000) }, eventTime: minute(n + 1_000) });
  expect(await statements(100, same, later)).toBe(10);
});

test('a late completed run takes its place in the past, and the newest stays', async () => {
  await rolledBack(database.pool, async (tx) => {
    await project(tx, [[event(1, 'COMPLETE', 10, ['a'])], [event(2, 'COMPLETE', 30, ['a'])], [event(3, 'COMPLETE', 20, ['late'])]]);
    expect(await storedEdges(tx)).toEqual([
      `db/a -> pipelines/load COMPLETED ${minute(10)} .. ${minute(20)}`,
      `db/a -> pipelines/load COMPLETED ${minute(30)} .. infinity`,
      `db/late -> pipelines/load COMPLETED ${minute(20)} .. ${minute(30)}`,
    ]);
    expect(await storedEdges(tx, 2)).toEqual([`db/a -> pipelines/load COMPLETED ${minute(10)} .. infinity`]);
  });
});

test('a run that completed and then turns out to have failed gives way to the one before', async () => {
  await rolledBack(database.pool, async (tx) => {
    await project(tx, [[event(1, 'COMPLETE', 10, ['a'])], [event(2, 'COMPLETE', 20, ['b'])], [event(2, 'FAIL', 20, [])]]);
    expect(await storedEdges(tx)).toEqual([`db/a -> pipelines/load COMPLETED ${minute(10)} .. infinity`]);
  });
});

test('a side left empty is taken from the next older run, side by side', async () => {
  await rolledBack(database.pool, async (tx) => {
    await project(tx, [[event(1, 'COMPLETE', 10, ['a'], ['x']), event(2, 'COMPLETE', 20, [], ['y'])]]);
    expect(await storedEdges(tx)).toEqual([
      `db/a -> pipelines/load COMPLETED ${minute(10)} .. infinity`,
      `pipelines/load -> db/x COMPLETED ${minute(10)} .. ${minute(20)}`,
      `pipelines/load -> db/y COMPLETED ${minute(20)} .. infinity`,
    ]);
  });
});

test('a job that turns out to be streaming shows its newest run, whatever has completed', async () => {
  const streaming = { ...job, facets: { jobType: { processingType: 'STREAMING', integration: 'FLINK' } } };
  await rolledBack(database.pool, async (tx) => {
    await project(tx, [[event(1, 'COMPLETE', 10, ['a'])], [event(2, 'START', 20, ['b'])]]);
    expect(await storedEdges(tx)).toEqual([`db/a -> pipelines/load COMPLETED ${minute(10)} .. infinity`]);
    await project(tx, [[{ ...event(2, 'RUNNING', 21, []), job: streaming }]], 3);
    expect(await storedEdges(tx)).toEqual([
      `db/a -> pipelines/load COMPLETED ${minute(10)} .. ${minute(20)}`,
      `db/b -> pipelines/load RUNNING ${minute(20)} .. infinity`,
    ]);
  });
});

test('an entry replayed from quarantine closes what it corrects without breaking its row', async () => {
  await rolledBack(database.pool, async (tx) => {
    await project(tx, [[event(1, 'COMPLETE', 10, ['a'])]], 50);
    await project(tx, [[event(2, 'COMPLETE', 20, ['b'])]], 7);
    expect(await storedEdges(tx)).toEqual([
      `db/a -> pipelines/load COMPLETED ${minute(10)} .. ${minute(20)}`,
      `db/b -> pipelines/load COMPLETED ${minute(20)} .. infinity`,
    ]);
  });
});
