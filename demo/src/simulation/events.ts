import type { Facets } from '../facets/facet.ts';

export interface DatasetReference {
  readonly namespace: string;
  readonly name: string;
  readonly facets?: Facets;
  readonly inputFacets?: Facets;
  readonly outputFacets?: Facets;
}

interface EventBase {
  readonly eventTime: string;
  readonly producer: string;
  readonly schemaURL: string;
}

interface JobReference {
  readonly namespace: string;
  readonly name: string;
  readonly facets?: Facets;
}

export interface RunEvent extends EventBase {
  readonly eventType: 'START' | 'RUNNING' | 'COMPLETE' | 'ABORT' | 'FAIL';
  readonly run: { readonly runId: string; readonly facets: Facets };
  readonly job: JobReference;
  readonly inputs: readonly DatasetReference[];
  readonly outputs: readonly DatasetReference[];
}

export interface JobEvent extends EventBase {
  readonly job: JobReference;
  readonly inputs: readonly DatasetReference[];
  readonly outputs: readonly DatasetReference[];
}

export interface DatasetEvent extends EventBase {
  readonly dataset: DatasetReference;
}

export type DemoEvent = RunEvent | JobEvent | DatasetEvent;

/** An event and the simulated moment it belongs to. */
export interface TimedEvent {
  readonly at: number;
  readonly event: DemoEvent;
}

export function eventSchemaUrl(kind: 'RunEvent' | 'JobEvent' | 'DatasetEvent'): string {
  return `https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/${kind}`;
}

/** Simulated to real time; a history keeps its own times, a day in fast motion is squeezed into now. */
export type WallTime = (simulated: number) => number;

export function isoTime(time: number): string {
  return new Date(time).toISOString();
}
