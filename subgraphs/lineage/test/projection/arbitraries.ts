import fc from 'fast-check';
import { datasets, minute, runIdOf } from './events.ts';
import type { TestEvent } from './events.ts';

const someDatasets = fc.subarray(['a', 'b', 'c', 'd'], { maxLength: 3 }).map((names) => datasets(...names));

/** Few jobs, runs, datasets and instants, so that everything meets everything. */
const job = fc.record({
  namespace: fc.constant('pipelines'),
  name: fc.constantFrom('load', 'load', 'load', 'clean'),
  facets: fc.oneof(
    { weight: 30, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('BATCH', 'STREAMING', 'SERVICE')
        .map((processingType) => ({ jobType: { processingType, integration: 'SPARK' } })),
    },
  ),
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
    outputs: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: someDatasets }),
  });
}

const jobEvent: fc.Arbitrary<TestEvent> = fc.record({ eventTime, job, inputs: someDatasets, outputs: someDatasets });

const datasetEvent: fc.Arbitrary<TestEvent> = fc.record({
  eventTime,
  dataset: fc.constantFrom('a', 'e').map((name) => ({ namespace: 'db', name })),
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
