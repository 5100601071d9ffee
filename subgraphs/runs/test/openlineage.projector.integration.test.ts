import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Entry } from '@hotpass/log';
import fc from 'fast-check';
import { propertySeed } from '@hotpass/testkit';
import { aDatasetEvent, aJobEvent, anEntry, aRunEvent, nominalTimeFacet, parentFacet, symlinksFacet, type RunEvent } from './events.ts';
import { expectedDatasets, expectedFacets, expectedJobs, expectedNames, expectedRuns } from './oracle.ts';
import { ProjectorUnderTest } from './projector-under-test.ts';

let runs: ProjectorUnderTest;

beforeAll(async () => {
  runs = await ProjectorUnderTest.start();
});

afterAll(async () => {
  await runs[Symbol.asyncDispose]();
});

const runIds = [
  '4d3b8069-69b6-4708-ade0-3275112c9f04',
  '4D3B8069-69B6-4708-ADE0-3275112C9F04',
  'run-42',
  'e05901b1-3a06-4b98-8d9c-aaf188c9a28c',
];
const words = fc.constantFrom('1', '2', '\uFFFF', '\u{10000}', '\0');

/** Other names of a dataset; some join it with itself, or in a circle. */
const others = fc.subarray(['a', 'b', 'c', 'd', 'e', 'f', 'g'], { maxLength: 2 });
const seldom = fc.option(others, { freq: 1, nil: [] });

/** Datasets, some with what an event tells of them. */
const named = fc.subarray(['a', 'b', 'c']).chain((names) =>
  fc.tuple(
    ...names.map((name) =>
      fc.record({ version: fc.option(words), rows: fc.option(fc.nat(2)), links: seldom }).map(({ version, rows, links }) => ({
        name,
        facets: {
          ...(version === null ? {} : { version: { datasetVersion: version } }),
          ...(links.length > 0 ? symlinksFacet(...links) : {}),
        },
        inputFacets: rows === null ? {} : { inputStatistics: { rowCount: rows } },
        outputFacets: rows === null ? {} : { outputStatistics: { rowCount: rows } },
      })),
    ),
  ),
);

const facets = fc
  .record({
    parent: fc.option(fc.constantFrom(...runIds).map((id) => parentFacet(id))),
    nominal: fc.option(fc.nat(2).map((minute) => nominalTimeFacet(minute, minute + 30))),
    error: fc.option(fc.constantFrom('a', '\uFFFF', '\u{10000}').map((message) => ({ errorMessage: { message } }))),
    word: fc.option(fc.tuple(fc.constantFrom('x', 'x y', '__proto__'), words).map(([name, word]) => ({ [name]: { word } }))),
  })
  .map(({ parent, nominal, error, word }) => ({ ...parent, ...nominal, ...error, ...word }));

const runEvent: fc.Arbitrary<RunEvent> = fc
  .record({
    runId: fc.constantFrom(...runIds),
    job: fc.constantFrom('orders', 'customers'),
    eventType: fc.constantFrom('OTHER', 'START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL'),
    minute: fc.nat(3),
    facets,
    jobFacets: fc.constantFrom({}, { sql: { query: 'a' } }, { sql: { query: 'b' }, ownership: {} }),
    inputs: named,
    outputs: named,
  })
  .map(aRunEvent);

const dataset = fc.constantFrom('a', 'd', 'e', 'f', 'g');
const otherEvent = fc.oneof(
  fc.tuple(dataset, others).map(([name, links]) => aDatasetEvent(name, ...links)),
  fc
    .tuple(fc.constantFrom('inputs' as const, 'outputs' as const), dataset, others)
    .map(([role, name, links]) => aJobEvent(role, name, ...links)),
);

type AnyEvent = RunEvent | ReturnType<typeof aDatasetEvent> | ReturnType<typeof aJobEvent>;

const anyEvent: fc.Arbitrary<AnyEvent> = fc.oneof({ weight: 4, arbitrary: runEvent }, { weight: 1, arbitrary: otherEvent });

/** The same events in another order, some of them more than once, cut into batches. */
const history = fc.array(anyEvent, { minLength: 1, maxLength: 14 }).chain((events) =>
  fc.record({
    events: fc.constant(events),
    order: fc
      .tuple(fc.shuffledSubarray(events, { minLength: events.length }), fc.subarray(events))
      .map(([all, again]) => [...all, ...again]),
    sizes: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 20, maxLength: 20 }),
  }),
);

function cut(events: readonly AnyEvent[], sizes: readonly number[]): Entry[][] {
  const entries = events.map((event, index) => anEntry(event, index + 1));
  const batches: Entry[][] = [];
  for (const size of sizes) if (entries.length > 0) batches.push(entries.splice(0, size));
  return entries.length > 0 ? [...batches, entries] : batches;
}

test('for every order, repetition and batching the tables are what all events say together', async () => {
  const seed = propertySeed(expect.getState().currentTestName);
  let joined = 0;
  await fc.assert(
    fc.asyncProperty(history, async ({ events, order, sizes }) => {
      await runs.empty();
      await runs.project(...cut(order, sizes));
      const incremental = await runs.tables();
      const ofRuns = events.filter((event): event is RunEvent => 'run' in event);
      const expected = expectedRuns(ofRuns);
      expect(incremental.runs).toMatchObject(expected);
      expect(incremental.runs).toHaveLength(expected.length);
      expect(incremental.jobs).toEqual(expectedJobs(ofRuns));
      expect(incremental.datasets).toEqual(expectedDatasets(ofRuns, expected));
      expect(incremental.facets).toEqual(expectedFacets(ofRuns));
      expect(incremental.names).toEqual(expectedNames(events));
      joined += incremental.names.length;

      await runs.empty();
      await runs.project(events.map((event, index) => anEntry(event, index + 1)));
      expect(await runs.tables()).toEqual(incremental);
    }),
    { seed, numRuns: 100 },
  );
  expect(joined).toBeGreaterThan(10);
});

describe('a batch', () => {
  test('costs the same number of statements whatever its size', async () => {
    const events = Array.from({ length: 300 }, (_, index) =>
      aRunEvent({ runId: `run-${index}`, facets: { x: {} }, inputs: ['a'], outputs: ['b'] }),
    );
    const entries = events.map((event, index) => anEntry(event, index + 1));
    expect(await runs.project(entries.slice(0, 1))).toBe(8);
    expect(await runs.project(entries)).toBe(8);
  });

  test('with symlinks costs one statement more, and at most four when they say something new', async () => {
    await runs.empty();
    const entries = Array.from({ length: 300 }, (_, index) => anEntry(aDatasetEvent(`path-${index}`, 'table', `view-${index}`), index + 1));
    expect(await runs.project(entries)).toBe(3);
    expect(await runs.project(entries)).toBe(2);
    expect(await runs.project([anEntry(aDatasetEvent('other', 'again'), 1)])).toBe(3);
    expect(await runs.project([anEntry(aDatasetEvent('again', 'table', 'new'), 1)])).toBe(5);
    const { names } = await runs.tables();
    expect(names.map((name) => (name as { ids: string[] }).ids.length)).toEqual([604]);
  });

  test('without anything to project writes nothing', async () => {
    await runs.empty();
    expect(await runs.project([anEntry(aRunEvent(), 1, { project: false, flags: ['CLOCK_SUSPECT'] })])).toBe(0);
    expect(await runs.tables()).toEqual({ runs: [], jobs: [], datasets: [], facets: [], names: [] });
  });

  test('with a decision that cannot be read is poison, not a bug', async () => {
    await expect(runs.project([anEntry(aRunEvent(), 1, { project: 'maybe' })])).rejects.toBeInstanceOf(SyntaxError);
  });

  test('that ingest decided to project is projected', async () => {
    await runs.empty();
    await runs.project([anEntry(aRunEvent(), 1, { project: true, flags: [] })]);
    expect((await runs.tables()).runs).toHaveLength(1);
  });
});

test('a rebuild starts from nothing and ends with the same rows', async () => {
  await runs.empty();
  const entries = [
    aRunEvent({ outputs: [{ name: 'a', facets: symlinksFacet('b') }], facets: { x: {} } }),
    aRunEvent({ eventType: 'COMPLETE', minute: 5 }),
  ].map((event, index) => anEntry(event, index + 1));
  await runs.project(...entries.map((entry) => [entry]));
  const before = await runs.tables();
  await runs.reset();
  expect(await runs.tables()).toEqual({ runs: [], jobs: [], datasets: [], facets: [], names: [] });
  await runs.project(entries);
  expect(await runs.tables()).toEqual(before);
});

test('times down to the millisecond of the first and the last year survive', async () => {
  await runs.empty();
  const events = ['0001-01-01T00:00:00.001Z', '9999-12-31T23:59:59.999Z'].map((eventTime) => ({
    ...aRunEvent({ eventType: 'RUNNING' }),
    eventTime,
  }));
  await runs.project(...events.map((event, index) => [anEntry(event, index + 1)]));
  const { rows } = await runs.database.pool.query(
    `select first_event_time = '0001-01-01T00:00:00.001Z' and last_event_time = '9999-12-31T23:59:59.999Z' as exact from runs.run`,
  );
  expect(rows).toEqual([{ exact: true }]);
});
