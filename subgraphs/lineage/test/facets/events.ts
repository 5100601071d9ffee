import fc from 'fast-check';
import { cuts } from '../projection/arbitraries.ts';
import { minute, runIdOf } from '../projection/events.ts';

export type FacetMap = Readonly<Record<string, unknown>>;

export interface FacetDataset {
  readonly namespace: string;
  readonly name: string;
  readonly facets?: FacetMap;
}

export interface FacetEvent {
  readonly eventTime: string;
  readonly eventType?: string;
  readonly run?: { readonly runId: string };
  readonly job?: FacetDataset;
  readonly dataset?: FacetDataset;
  readonly inputs?: readonly FacetDataset[];
  readonly outputs?: readonly FacetDataset[];
}

const deleted = { _producer: 'p', _schemaURL: 's', _deleted: true };

/** Few values of few facets, so that everything meets everything, also at one instant. */
const schema = fc.constantFrom<unknown>(
  { fields: [{ name: 'a', type: 'int' }, { name: 'b' }] },
  { fields: [{ name: 'b' }, { name: 'c', type: 'struct', fields: [{ name: 'd', type: 'int' }] }] },
  { fields: [{ name: 'a', type: 'text', description: 'é\u0000' }] },
  { _producer: 'other', fields: [{ name: 'a', type: 'int' }, { name: 'b' }] },
  { fields: [] },
  { fields: 'a' },
  deleted,
);
const version = fc.constantFrom('1', '2', '10', '\uffff', '\u{1f600}').map((datasetVersion) => ({ datasetVersion }));
const lifecycleStateChange = fc.constantFrom<unknown>(
  { lifecycleStateChange: 'DROP' },
  { lifecycleStateChange: 'truncate' },
  { lifecycleStateChange: 'RENAME', previousIdentifier: { namespace: 'db', name: 'old' } },
  { lifecycleStateChange: 'RENAME', previousIdentifier: { namespace: 'db', name: 'older' } },
  { lifecycleStateChange: 'EXPLODE' },
);
const tags = fc.constantFrom<unknown>(
  {
    tags: [
      { key: 'pii', value: 'true' },
      { key: 'tier', value: 1, source: 's', field: 'a' },
    ],
  },
  { tags: [{ key: 'pii', value: 'false' }, { value: 'no key' }] },
  { tags: {} },
  deleted,
);
const documentation = fc.constantFrom<unknown>({ description: 'one' }, { description: '\u{1f600}' }, { description: '\uffff' }, deleted);

const columnLineage = fc.constantFrom<unknown>(
  { fields: { a: { inputFields: [{ namespace: 'db', name: 'b', field: 'z' }] } } },
  { fields: { only: { inputFields: [{ namespace: 'db', name: 'a', field: 'a' }] } } },
  { fields: [] },
);

const datasetFacets = fc.record({ schema, columnLineage, version, lifecycleStateChange, tags, documentation }, { requiredKeys: [] });
const jobFacets = fc.record({ tags, documentation }, { requiredKeys: [] });

const dataset = fc.record({ namespace: fc.constant('db'), name: fc.constantFrom('a', 'b', 'c'), facets: datasetFacets });
const someDatasets = fc.array(dataset, { maxLength: 2 });
const job = fc.record({ namespace: fc.constant('pipelines'), name: fc.constantFrom('load', 'clean'), facets: jobFacets });
const eventTime = fc.integer({ min: 0, max: 5 }).map(minute);

const runEvent: fc.Arbitrary<FacetEvent> = fc.record({
  eventTime,
  eventType: fc.constantFrom('START', 'COMPLETE', 'FAIL'),
  run: fc.record({ runId: fc.integer({ min: 0, max: 2 }).map(runIdOf) }),
  job,
  inputs: someDatasets,
  outputs: someDatasets,
});

const facetEvent: fc.Arbitrary<FacetEvent> = fc.oneof(
  { weight: 8, arbitrary: runEvent },
  { weight: 1, arbitrary: fc.record({ eventTime, job, inputs: someDatasets, outputs: someDatasets }) },
  { weight: 1, arbitrary: fc.record({ eventTime, dataset }) },
);

/** A log: events with repeats, cut into batches of any size. */
export interface FacetStream {
  readonly events: readonly FacetEvent[];
  /** Where batches end: ascending, the last one the length of the log. */
  readonly boundaries: readonly number[];
}

export const facetStream: fc.Arbitrary<FacetStream> = fc
  .array(facetEvent, { minLength: 1, maxLength: 12, size: 'max' })
  .chain((events) => fc.tuple(fc.constant(events), fc.array(fc.nat(events.length - 1), { maxLength: 4 }), cuts(events.length + 4)))
  .map(([events, repeats, boundaries]) => batched([...events, ...repeats.map((i) => events[i]!)], boundaries));

/** The same events in another order and batched otherwise. */
export function shuffledFacets(events: readonly FacetEvent[]): fc.Arbitrary<FacetStream> {
  return fc
    .tuple(fc.shuffledSubarray([...events], { minLength: events.length }), cuts(events.length))
    .map(([again, boundaries]) => batched(again, boundaries));
}

export function batched(events: readonly FacetEvent[], boundaries: readonly number[] = []): FacetStream {
  const within = boundaries.filter((boundary) => boundary < events.length);
  return { events, boundaries: [...new Set([...within, events.length])].toSorted((a, b) => a - b) };
}
