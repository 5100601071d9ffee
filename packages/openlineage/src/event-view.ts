/** What an event is about: a run of a job, a job's design, or a dataset's. */
export type EventKind = 'run' | 'job' | 'dataset';

/** The words OpenLineage has for a run's transition. A missing or unknown word reads as `OTHER`. */
export const eventTypes = ['START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL', 'OTHER'] as const;

export type EventType = (typeof eventTypes)[number];

/** Facets by key, without a prototype: only what the event itself carries is found. Every value is a JSON object. */
export type Facets = Readonly<Record<string, unknown>>;

export interface JobView {
  readonly namespace: string;
  readonly name: string;
  readonly facets: Facets;
}

export interface DatasetView {
  readonly namespace: string;
  readonly name: string;
  readonly facets: Facets;
  /** `inputFacets` of an input, `outputFacets` of an output; empty for the dataset of a DatasetEvent. */
  readonly roleFacets: Facets;
}

/** An OpenLineage event as far as it can be read. Nothing in it is invented or repaired. */
export interface EventView {
  readonly kind: EventKind;
  readonly eventType: EventType;
  readonly eventTime: Date | null;
  /** As the producer wrote it; the specification asks for a UUID, some send other words. */
  readonly runId: string | null;
  readonly producer: string | null;
  readonly job: JobView | null;
  readonly runFacets: Facets;
  readonly inputs: readonly DatasetView[];
  readonly outputs: readonly DatasetView[];
  readonly dataset: DatasetView | null;
}

/** Every dataset an event is about, with what it says of it; not those that a facet alone names. */
export function datasetsOf({ inputs, outputs, dataset }: EventView): readonly DatasetView[] {
  return [...inputs, ...outputs, ...(dataset ? [dataset] : [])];
}
