import { createHash } from 'node:crypto';
import type { Entry } from '@hotpass/log';

export interface TestDataset {
  readonly namespace: string;
  readonly name: string;
  readonly facets?: {
    readonly columnLineage?: TestColumnLineage;
    readonly lineage?: TestExplicit;
    readonly symlinks?: { readonly identifiers: readonly TestSymlink[] };
  };
}

export interface TestSymlink {
  readonly namespace: string;
  readonly name: string;
  readonly type: string;
}

interface TestTransformation {
  readonly type: 'DIRECT' | 'INDIRECT';
  readonly subtype?: string;
  readonly masking?: boolean;
}

/** A source in a columnLineage or an explicit lineage facet. */
export interface TestSource {
  readonly namespace: string;
  readonly name: string;
  readonly type?: 'DATASET';
  readonly field?: string;
  readonly transformations: readonly TestTransformation[];
}

export interface TestColumnLineage {
  readonly fields: Readonly<Record<string, { readonly inputFields: readonly TestSource[] }>>;
  readonly dataset?: readonly TestSource[];
}

export interface TestExplicit {
  readonly inputs?: readonly TestSource[];
  readonly fields?: Readonly<Record<string, { readonly inputs: readonly TestSource[] }>>;
}

export type TestEntry = TestExplicit &
  ({ readonly type: 'DATASET'; readonly namespace: string; readonly name: string } | { readonly type: 'JOB' });

export interface TestJob {
  readonly namespace: string;
  readonly name: string;
  readonly facets?: {
    readonly jobType?: { readonly processingType: string; readonly integration: string };
    readonly lineage?: { readonly entries: readonly TestEntry[] };
  };
}

/** An OpenLineage event as far as these tests need one. */
export interface TestEvent {
  readonly eventTime: string;
  readonly eventType?: string;
  readonly run?: { readonly runId: string };
  readonly job?: TestJob;
  readonly dataset?: TestDataset;
  readonly inputs?: readonly TestDataset[];
  readonly outputs?: readonly TestDataset[];
}

/** Minutes after a fixed midnight. */
export function minute(n: number): string {
  return new Date(Date.UTC(2026, 0, 15, 0, n)).toISOString();
}

/** A run id from a small number, in an order of its own. */
export function runIdOf(n: number): string {
  const hex = createHash('sha256').update(`run ${n}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Datasets `ns/name`, one word each. */
export function datasets(...names: string[]): { namespace: string; name: string }[] {
  return names.map((name) => ({ namespace: 'db', name }));
}

/** Run `n` of a job of `pipelines`, by the names of what it read and wrote; complete in minute `n` unless `more` says otherwise. */
export function aRunOf(
  n: number,
  job: string,
  inputs: readonly string[],
  outputs: readonly string[],
  more: Partial<TestEvent> = {},
): TestEvent {
  return {
    eventType: 'COMPLETE',
    eventTime: minute(n),
    run: { runId: runIdOf(n) },
    job: { namespace: 'pipelines', name: job },
    inputs: datasets(...inputs),
    outputs: datasets(...outputs),
    ...more,
  };
}

/** An event as the log hands it to a projector. */
export function entryOf(event: unknown, position: number, decision: unknown = null): Entry {
  const body = Buffer.from(JSON.stringify(event));
  return {
    id: `ent_${position}`,
    position,
    type: 'openlineage.run_event',
    keys: [],
    eventTime: null,
    receivedAt: new Date(0),
    actor: 'local',
    onBehalfOf: null,
    decision,
    traceId: null,
    cause: null,
    aggregate: null,
    bodyHash: createHash('sha256').update(body).digest(),
    body,
    json: () => JSON.parse(body.toString('utf8')),
  };
}
