import { openLineageEntryTypes } from '@hotpass/events';
import type { Entry } from '@hotpass/log';

export const namespace = 'warehouse';

/** An instant on the morning all tests happen. */
export function at(minute: number): Date {
  return new Date(Date.UTC(2026, 0, 15, 8, minute));
}

export interface RunEventOptions {
  readonly runId?: string;
  readonly job?: string;
  readonly eventType?: string;
  /** Minutes after eight. */
  readonly minute?: number;
  readonly facets?: Readonly<Record<string, unknown>>;
  readonly jobFacets?: Readonly<Record<string, unknown>>;
  /** Names, or what else is said of them. */
  readonly inputs?: readonly (string | DatasetOptions)[];
  readonly outputs?: readonly (string | DatasetOptions)[];
}

interface DatasetOptions {
  readonly name: string;
  readonly facets?: Readonly<Record<string, unknown>>;
  readonly inputFacets?: Readonly<Record<string, unknown>>;
  readonly outputFacets?: Readonly<Record<string, unknown>>;
}

/** A RunEvent as a producer would send it. */
export function aRunEvent(options: RunEventOptions = {}) {
  const { facets = {}, inputs = [], outputs = [] } = options;
  return {
    eventType: options.eventType ?? 'START',
    eventTime: at(options.minute ?? 0).toISOString(),
    producer: 'https://example.com/producer',
    schemaURL: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',
    run: { runId: options.runId ?? '4d3b8069-69b6-4708-ade0-3275112c9f04', facets },
    job: { namespace, name: options.job ?? 'orders', facets: options.jobFacets ?? {} },
    inputs: inputs.map(named),
    outputs: outputs.map(named),
  };
}

function named(dataset: string | DatasetOptions): DatasetOptions & { namespace: string } {
  return { namespace, ...(typeof dataset === 'string' ? { name: dataset } : dataset) };
}

export type RunEvent = ReturnType<typeof aRunEvent>;

export function parentFacet(parent: string, root?: string): Record<string, unknown> {
  return { parent: { ...reference(parent), ...(root === undefined ? {} : { root: reference(root) }) } };
}

function reference(id: string) {
  return { run: { runId: id }, job: { namespace, name: 'parent' } };
}

export function nominalTimeFacet(startMinute: number, endMinute: number): Record<string, unknown> {
  return { nominalTime: { nominalStartTime: at(startMinute).toISOString(), nominalEndTime: at(endMinute).toISOString() } };
}

/** Says that a dataset goes by these names as well. */
export function symlinksFacet(...names: readonly string[]): Record<string, unknown> {
  return { symlinks: { identifiers: names.map((name) => ({ namespace, name, type: 'TABLE' })) } };
}

/** A DatasetEvent that tells other names of a dataset. */
export function aDatasetEvent(name: string, ...others: readonly string[]) {
  return { eventTime: at(0).toISOString(), dataset: { namespace, name, facets: symlinksFacet(...others) } };
}

/** A JobEvent that tells other names of a dataset it reads or writes. */
export function aJobEvent(role: 'inputs' | 'outputs', name: string, ...others: readonly string[]) {
  const job = { namespace, name: 'orders', facets: {} };
  return { eventTime: at(0).toISOString(), job, [role]: [{ namespace, name, facets: symlinksFacet(...others) }] };
}

/** The event as the log hands it to a projector, which reads no keys. */
export function anEntry(event: unknown, position: number, decision: unknown = null): Entry {
  const body = Buffer.from(JSON.stringify(event));
  return {
    id: `ent_${position}`,
    position,
    type: openLineageEntryTypes.run,
    keys: [],
    eventTime: null,
    receivedAt: at(0),
    actor: 'test',
    onBehalfOf: null,
    decision,
    traceId: null,
    cause: null,
    aggregate: null,
    bodyHash: new Uint8Array(32),
    body,
    json: () => JSON.parse(body.toString('utf8')),
  };
}
