import fc from 'fast-check';
import { datasets, minute, runIdOf } from './events.ts';
import type { TestEvent } from './events.ts';

const someDatasets = fc.subarray(['a', 'b', 'c', 'd'], { maxLength: 3 }).map((names) => datasets(...names));

/** Few jobs, runs, datasets and instants, so that everything meets everything. */
const job = fc.record({
  namespace: fc.constant('pipelines'),
  name: fc.constantFrom('load', 'clean'),
  facets: fc.oneof(
    { weight: 12, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.constantFrom('BATCH', 'STREAMING', 'SERVICE').map((processingType) => ({ jobType: { processingType, integration: 'SPARK' } })) },
  ),
});

const eventTime = fc.integer({ min: 0, max: 12 }).map(minute);

const runEvent: fc.Arbitrary<TestEvent> = fc.record({
  eventTime,
  eventType: fc.constantFrom('START', 'START', 'RUNNING', 'COMPLETE', 'COMPLETE', 'COMPLETE', 'FAIL', 'ABORT', 'OTHER'),
  run: fc.record({ runId: fc.integer({ min: 0, max: 5 }).map(runIdOf) }),
  job,
  inputs: fc.oneof(fc.constant([]), someDatasets),
  outputs: fc.oneof(fc.constant([]), someDatasets),
});

const jobEvent: fc.Arbitrary<TestEvent> = fc.record({ eventTime, job, inputs: someDatasets, outputs: someDatasets });

const datasetEvent: fc.Arbitrary<TestEvent> = fc.record({
  eventTime,
  dataset: fc.constantFrom('a', 'e').map((name) => ({ namespace: 'db', name })),
});

export const anyEvent = fc.oneof({ weight: 10, arbitrary: runEvent }, { weight: 2, arbitrary: jobEvent }, { weight: 1, arbitrary: datasetEvent });

/** A log: events with repeats, cut into batches of any size. */
export interface Stream {
  readonly events: readonly TestEvent[];
  /** Where batches end: ascending, the last one the length of the log. */
  readonly boundaries: readonly number[];
}

export const stream: fc.Arbitrary<Stream> = fc
  .array(anyEvent, { minLength: 1, maxLength: 24 })
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
  return { events, boundaries: [...new Set([...boundaries.filter((b) => b < events.length), events.length])].sort((a, b) => a - b) };
}
