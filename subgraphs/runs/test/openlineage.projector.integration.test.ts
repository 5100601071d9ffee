import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Entry, ProjectorTx } from '@hotpass/log';
import { createTestDatabase, type TestDatabase } from '@hotpass/testkit';
import fc from 'fast-check';
import { OpenLineageProjector } from '../src/projectors/openlineage.projector.ts';
import { RunRecordRepository } from '../src/projectors/run-record.repository.ts';
import { anEntry, aRunEvent, nominalTimeFacet, parentFacet, type RunEvent } from './events.ts';
import { expectedDatasets, expectedRuns } from './oracle.ts';

const projector = new OpenLineageProjector(new RunRecordRepository());

let database: TestDatabase;
let statements = 0;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

async function transact(work: (tx: ProjectorTx) => Promise<void>): Promise<void> {
  const client = await database.pool.connect();
  const query: ProjectorTx['query'] = async <Row extends object>({ text, values }: { text: string; values?: readonly unknown[] }) => {
    statements += 1;
    return (await client.query<Row>(text, [...(values ?? [])])).rows;
  };
  try {
    await client.query('begin');
    await work({ query, writes: true });
    await client.query('commit');
  } finally {
    client.release();
  }
}

async function project(...batches: readonly (readonly Entry[])[]): Promise<void> {
  for (const batch of batches) await transact((tx) => projector.project(tx, batch));
}

async function tables(): Promise<{ runs: unknown[]; datasets: unknown[] }> {
  const runs = await database.pool.query('select * from runs.run order by run_id');
  const datasets = await database.pool.query(
    'select run_id, role, dataset_id, completed_at from runs.run_dataset order by run_id, role, dataset_id',
  );
  return { runs: runs.rows, datasets: datasets.rows };
}

/** Much faster than TRUNCATE on tables of a few rows. */
async function emptied(): Promise<void> {
  await database.pool.query('delete from runs.run_dataset; delete from runs.run');
}

const runIds = [
  '4d3b8069-69b6-4708-ade0-3275112c9f04',
  '4D3B8069-69B6-4708-ADE0-3275112C9F04',
  'run-42',
  'e05901b1-3a06-4b98-8d9c-aaf188c9a28c',
];
const names = fc.subarray(['a', 'b', 'c']);

const facets = fc
  .record({
    parent: fc.option(fc.constantFrom(...runIds).map((id) => parentFacet(id))),
    nominal: fc.option(fc.nat(2).map((minute) => nominalTimeFacet(minute, minute + 30))),
    error: fc.option(fc.constantFrom('a', '\uFFFF', '\u{10000}').map((message) => ({ errorMessage: { message } }))),
  })
  .map(({ parent, nominal, error }) => ({ ...parent, ...nominal, ...error }));

const runEvent: fc.Arbitrary<RunEvent> = fc
  .record({
    runId: fc.constantFrom(...runIds),
    job: fc.constantFrom('orders', 'customers'),
    eventType: fc.constantFrom('OTHER', 'START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL'),
    minute: fc.nat(3),
    facets,
    inputs: names,
    outputs: names,
  })
  .map(aRunEvent);

/** The same events in another order, some of them more than once, cut into batches. */
const history = fc.array(runEvent, { minLength: 1, maxLength: 14 }).chain((events) =>
  fc.record({
    events: fc.constant(events),
    order: fc
      .tuple(fc.shuffledSubarray(events, { minLength: events.length }), fc.subarray(events))
      .map(([all, again]) => [...all, ...again]),
    sizes: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 20, maxLength: 20 }),
  }),
);

function cut(events: readonly RunEvent[], sizes: readonly number[]): Entry[][] {
  const entries = events.map((event, index) => anEntry(event, index + 1));
  const batches: Entry[][] = [];
  for (const size of sizes) if (entries.length > 0) batches.push(entries.splice(0, size));
  return entries.length > 0 ? [...batches, entries] : batches;
}

const seed = Number(process.env['FAST_CHECK_SEED'] ?? Date.now() % 2 ** 31);

test('for every order, repetition and batching the tables are what all events say together', async () => {
  console.info(`fast-check seed ${seed}`);
  await fc.assert(
    fc.asyncProperty(history, async ({ events, order, sizes }) => {
      await emptied();
      await project(...cut(order, sizes));
      const incremental = await tables();
      const runs = expectedRuns(events);
      expect(incremental.runs).toMatchObject(runs);
      expect(incremental.runs).toHaveLength(runs.length);
      expect(incremental.datasets).toEqual(expectedDatasets(events, runs));

      await emptied();
      await project(events.map((event, index) => anEntry(event, index + 1)));
      expect(await tables()).toEqual(incremental);
    }),
    { seed, numRuns: 100 },
  );
});

describe('a batch', () => {
  test('costs the same number of statements whatever its size', async () => {
    const events = Array.from({ length: 300 }, (_, index) => aRunEvent({ runId: `run-${index}`, inputs: ['a'], outputs: ['b'] }));
    const entries = events.map((event, index) => anEntry(event, index + 1));
    statements = 0;
    await project(entries.slice(0, 1));
    const ofOne = statements;
    statements = 0;
    await project(entries);
    expect(statements).toBe(ofOne);
    expect(ofOne).toBe(4);
  });

  test('without anything to project writes nothing', async () => {
    await emptied();
    statements = 0;
    await project([anEntry(aRunEvent(), 1, { project: false, flags: ['CLOCK_SUSPECT'] })]);
    expect(statements).toBe(0);
    expect(await tables()).toEqual({ runs: [], datasets: [] });
  });

  test('that ingest decided to project is projected', async () => {
    await emptied();
    await project([anEntry(aRunEvent(), 1, { project: true, flags: [] })]);
    expect((await tables()).runs).toHaveLength(1);
  });
});

test('a rebuild starts from nothing and ends with the same rows', async () => {
  await emptied();
  const entries = [aRunEvent({ outputs: ['a'] }), aRunEvent({ eventType: 'COMPLETE', minute: 5 })].map((event, index) =>
    anEntry(event, index + 1),
  );
  await project(...entries.map((entry) => [entry]));
  const before = await tables();
  await transact((tx) => projector.reset(tx));
  expect(await tables()).toEqual({ runs: [], datasets: [] });
  await project(entries);
  expect(await tables()).toEqual(before);
});

test('times down to the millisecond of the first and the last year survive', async () => {
  await emptied();
  const events = ['0001-01-01T00:00:00.001Z', '9999-12-31T23:59:59.999Z'].map((eventTime) => ({
    ...aRunEvent({ eventType: 'RUNNING' }),
    eventTime,
  }));
  await project(...events.map((event, index) => [anEntry(event, index + 1)]));
  const { rows } = await database.pool.query(
    `select first_event_time = '0001-01-01T00:00:00.001Z' and last_event_time = '9999-12-31T23:59:59.999Z' as exact from runs.run`,
  );
  expect(rows).toEqual([{ exact: true }]);
});
