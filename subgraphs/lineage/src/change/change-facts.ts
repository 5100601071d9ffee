import { datasetId, jobId, runId } from '@hotpass/kernel';
import { datasetsOf, lifecycleChangeOf } from '@hotpass/openlineage';
import type { LifecycleStateChange } from '@hotpass/openlineage';
import type { SchemaDocs } from '../column/schema-doc.ts';
import type { PlacedEvent } from '../projectors/catalog.projector.ts';

export type VertexChangeKind =
  | 'DATASET_ADDED'
  | 'JOB_ADDED'
  | 'SCHEMA_CHANGED'
  | 'DATASET_DROPPED'
  | 'DATASET_RENAMED'
  | 'DATASET_TRUNCATED';

/** Something became known of a vertex. Told once, it is not news again. */
export interface VertexChange {
  readonly kind: VertexChangeKind;
  readonly entity: string;
  /** What makes it one and not another: empty for the first mention, the run or time of a lifecycle change, the entry of a schema. */
  readonly toldBy: string;
  readonly at: number;
  readonly position: number;
}

/** A schema some event names. */
export interface ToldSchema {
  readonly dataset: string;
  readonly hash: string;
  readonly at: number;
}

const lifecycleKinds: Readonly<Partial<Record<LifecycleStateChange, VertexChangeKind>>> = {
  DROP: 'DATASET_DROPPED',
  RENAME: 'DATASET_RENAMED',
  TRUNCATE: 'DATASET_TRUNCATED',
};

/** Mentions and lifecycle changes of a batch in the order of the log; the first of each stays. */
export function vertexChanges(events: readonly PlacedEvent[]): VertexChange[] {
  const found = new Map<string, VertexChange>();
  const note = (change: VertexChange): void => {
    const key = `${change.entity} ${change.kind} ${change.toldBy}`;
    if (!found.has(key)) found.set(key, change);
  };
  for (const { event, at, position } of events) {
    if (event.job) note({ kind: 'JOB_ADDED', entity: jobId(event.job.namespace, event.job.name), toldBy: '', at, position });
    const run = event.kind === 'run' && event.runId !== null ? runId(event.runId) : null;
    for (const { namespace, name, facets } of datasetsOf(event)) {
      const entity = datasetId(namespace, name);
      note({ kind: 'DATASET_ADDED', entity, toldBy: '', at, position });
      const change = lifecycleChangeOf(facets)?.change;
      const kind = change && lifecycleKinds[change];
      if (kind) note({ kind, entity, toldBy: run ?? new Date(at).toISOString(), at, position });
    }
  }
  return [...found.values()];
}

/** What is told of a schema after another was, in the order of the log; `known` moves along. A first schema changes nothing. */
export function schemaChanges(events: readonly PlacedEvent[], docs: SchemaDocs, known: Map<string, ToldSchema>): VertexChange[] {
  const changes: VertexChange[] = [];
  for (const { event, at, position, entryId } of events) {
    for (const { namespace, name, facets } of datasetsOf(event)) {
      const schema = docs.of(facets['schema']);
      if (schema === null) continue;
      const dataset = datasetId(namespace, name);
      const before = known.get(dataset);
      if (before && (before.at > at || (before.at === at && before.hash >= schema.hash))) continue;
      if (before && before.hash !== schema.hash) changes.push({ kind: 'SCHEMA_CHANGED', entity: dataset, toldBy: entryId, at, position });
      known.set(dataset, { dataset, hash: schema.hash, at });
    }
  }
  return changes;
}
