import fc from 'fast-check';
import { datasets, minute, runIdOf } from './events.ts';
import type { TestColumnLineage, TestDataset, TestEntry, TestEvent, TestExplicit, TestJob, TestSource, TestSymlink } from './events.ts';

/** Few jobs, runs, datasets, columns and instants, so that everything meets everything. */
const datasetNames = ['a', 'b', 'c', 'd'];

const column = fc.constantFrom('x', 'y');

const transformations = fc.subarray(
  [{ type: 'DIRECT' }, { type: 'DIRECT', subtype: 'IDENTITY', masking: true }, { type: 'INDIRECT', subtype: 'JOIN' }] as const,
  { minLength: 1, maxLength: 2 },
);

const inputField: fc.Arbitrary<TestSource> = fc.record({
  namespace: fc.constant('db'),
  name: fc.constantFrom(...datasetNames, 'f'),
  field: column,
  transformations,
});

const columnLineage: fc.Arbitrary<TestColumnLineage> = fc.record({
  fields: fc.dictionary(column, fc.record({ inputFields: fc.array(inputField, { maxLength: 2 }) })),
  dataset: fc.array(inputField, { maxLength: 1 }),
});

const explicitSource: fc.Arbitrary<TestSource> = fc
  .tuple(inputField, fc.boolean())
  .map(([{ field, ...source }, whole]) => ({ ...source, type: 'DATASET', ...(whole ? {} : { field }) }));

const explicit: fc.Arbitrary<TestExplicit> = fc.record({
  inputs: fc.array(explicitSource, { maxLength: 1 }),
  fields: fc.dictionary(column, fc.record({ inputs: fc.array(explicitSource, { maxLength: 2 }) })),
});

function rarely<T extends object>(usual: number, facets: fc.Arbitrary<T>): fc.Arbitrary<T | Record<never, never>> {
  return fc.oneof({ weight: usual, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: facets });
}

const symlink: fc.Arbitrary<TestSymlink> = fc.record({
  namespace: fc.constant('db'),
  name: fc.constantFrom(...datasetNames, 'A', 's', 't'),
  type: fc.constantFrom('TABLE', 'LOCATION', 'LOCATION'),
});

const symlinks = rarely(7, fc.record({ symlinks: fc.record({ identifiers: fc.array(symlink, { maxLength: 2 }) }) }));

const datasetFacets = fc
  .tuple(rarely(1, fc.record({ columnLineage })), rarely(3, fc.record({ lineage: explicit })), symlinks)
  .map((facets) => Object.assign({}, ...facets));

/** Inputs, which may tell what else they are called. */
const someDatasets: fc.Arbitrary<TestDataset[]> = fc
  .subarray(datasetNames, { maxLength: 3 })
  .chain((names) => fc.tuple(...datasets(...names).map((dataset) => symlinks.map((facets) => ({ ...dataset, facets })))));

/** Outputs that tell what their columns come from. */
const toldOutputs: fc.Arbitrary<TestDataset[]> = fc
  .subarray(datasetNames, { maxLength: 3 })
  .chain((named) => fc.tuple(...datasets(...named).map((dataset) => datasetFacets.map((facets) => ({ ...dataset, facets })))));

const entry: fc.Arbitrary<TestEntry> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...datasetNames), explicit)
    .map(([name, told]): TestEntry => ({ ...told, type: 'DATASET', namespace: 'db', name })),
  fc.array(explicitSource, { maxLength: 1 }).map((inputs): TestEntry => ({ type: 'JOB', inputs })),
);

const jobFacets = fc
  .tuple(
    rarely(
      30,
      fc.constantFrom('BATCH', 'STREAMING', 'SERVICE').map((processingType) => ({ jobType: { processingType, integration: 'SPARK' } })),
    ),
    rarely(
      12,
      fc.array(entry, { maxLength: 2 }).map((entries) => ({ lineage: { entries } })),
    ),
  )
  .map((facets) => Object.assign({}, ...facets));

const job: fc.Arbitrary<TestJob> = fc.record({
  namespace: fc.constant('pipelines'),
  name: fc.constantFrom('load', 'load', 'load', 'clean'),
  facets: jobFacets,
});

const eventTime = fc.integer({ min: 0, max: 9 }).map(minute);

/**
 * What the runs of a log mostly do. Where many complete they decide everything, so logs in which few do are needed
 * to see the weaker kinds of evidence at work, and runs that turn out to have ended otherwise.
 */
const habits = [
  ['START', 'RUNNING', 'COMPLETE', 'COMPLETE', 'FAIL', 'ABORT', 'OTHER'],
  ['START', 'START', 'START', 'COMPLETE', 'FAIL', 'FAIL'],
  ['START', 'START', 'RUNNING', 'OTHER', 'FAIL', 'ABORT'],
];

function runEvent(eventTypes: readonly string[]): fc.Arbitrary<TestEvent> {
  return fc.record({
    eventTime,
    eventType: fc.constantFrom(...eventTypes),
    run: fc.record({ runId: fc.integer({ min: 0, max: 3 }).map(runIdOf) }),
    job,
    inputs: fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 2, arbitrary: someDatasets }),
    outputs: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: toldOutputs }),
  });
}

const jobEvent: fc.Arbitrary<TestEvent> = fc.record({ eventTime, job, inputs: someDatasets, outputs: toldOutputs });

const datasetEvent: fc.Arbitrary<TestEvent> = fc.record({
  eventTime,
  dataset: fc.record({ namespace: fc.constant('db'), name: fc.constantFrom('a', 'e'), facets: datasetFacets }),
});

function anyEvent(eventTypes: readonly string[]): fc.Arbitrary<TestEvent> {
  return fc.oneof(
    { weight: 12, arbitrary: runEvent(eventTypes) },
    { weight: 2, arbitrary: jobEvent },
    { weight: 1, arbitrary: datasetEvent },
  );
}

/** A log: events with repeats, cut into batches of any size. */
export interface Stream {
  readonly events: readonly TestEvent[];
  /** Where batches end: ascending, the last one the length of the log. */
  readonly boundaries: readonly number[];
}

export const stream: fc.Arbitrary<Stream> = fc
  .constantFrom(...habits)
  .chain((eventTypes) => fc.array(anyEvent(eventTypes), { minLength: 1, maxLength: 24, size: 'max' }))
  .chain((events) => fc.tuple(fc.constant(events), fc.array(fc.nat(events.length - 1), { maxLength: 5 }), cuts(events.length + 5)))
  .map(([events, repeats, boundaries]) => cut([...events, ...repeats.map((i) => events[i]!)], boundaries));

/** The same events in another order and cut otherwise. */
export function shuffled(events: readonly TestEvent[]): fc.Arbitrary<Stream> {
  return fc
    .tuple(fc.shuffledSubarray([...events], { minLength: events.length }), cuts(events.length))
    .map(([again, boundaries]) => cut(again, boundaries));
}

export function cuts(length: number): fc.Arbitrary<number[]> {
  return fc.array(fc.integer({ min: 1, max: Math.max(1, length - 1) }), { maxLength: 8 });
}

export function cut(events: readonly TestEvent[], boundaries: readonly number[]): Stream {
  return { events, boundaries: [...new Set([...boundaries.filter((b) => b < events.length), events.length])].toSorted((a, b) => a - b) };
}
