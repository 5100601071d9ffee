import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase } from '@hotpass/testkit';
import type { TestDatabase } from '@hotpass/testkit';
import { datasets, entryOf, minute, runIdOf } from './projection/events.ts';
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
  return { eventType, eventTime: minute(at), run: { runId: runIdOf(n) }, job, inputs: datasets(...inputs), outputs: datasets(...outputs) };
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

test('a batch takes the same handful of statements however many events, jobs and runs it is about', async () => {
  const statements = (size: number): Promise<number> =>
    rolledBack(database.pool, async (tx) => {
      const batch = Array.from({ length: size }, (_, n) => ({
        ...event(n, n % 3 === 0 ? 'START' : 'COMPLETE', n, [`in${n % 7}`], [`out${n}`]),
        job: { ...job, name: `job${n % 50}` },
      }));
      await project(tx, [batch]);
      tx.statements = 0;
      await project(tx, [batch.map((e, n) => ({ ...e, eventTime: minute(n - 500), inputs: datasets('new') }))], size + 1);
      return tx.statements;
    });
  const [few, many] = [await statements(4), await statements(256)];
  expect(many).toBe(few);
  expect(many).toBeLessThanOrEqual(15);
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
