import { isProjected } from '@hotpass/events';
import { datasetId, jobId, runId } from '@hotpass/kernel';
import type { Entry } from '@hotpass/log';
import { columnLineageOf, explicitJobLineageOf, explicitLineageOf, processingTypeOf, eventOf, symlinksOf } from '@hotpass/openlineage';
import type { ColumnDependency, DatasetView, EntityName, EventView } from '@hotpass/openlineage';
import { encodeDependency } from './column-dependency.ts';
import type { ColumnRule } from './column-dependency.ts';
import { mergeDeclarations } from './declaration.ts';
import type { Declaration } from './declaration.ts';
import { emptySet, memberSet } from './member-set.ts';
import { laterProcessing } from './processing.ts';
import type { Processing } from './processing.ts';
import { put } from './put.ts';
import { endOf, mergeRunShapes } from './run-shape.ts';
import type { RunShape } from './run-shape.ts';
import { mergeSymlinks, symlinkKey } from './symlink.ts';
import type { Symlink } from './symlink.ts';

/** A vertex somebody mentioned. A dataset that is only referenced is one too. */
export interface MentionedNode {
  readonly id: string;
  readonly kind: 'dataset' | 'job';
  readonly namespace: string;
  readonly name: string;
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/** What a batch of entries says, whatever their order and however often each is repeated. */
export interface BatchFacts {
  readonly nodes: ReadonlyMap<string, MentionedNode>;
  readonly runs: ReadonlyMap<string, RunShape>;
  readonly declarations: ReadonlyMap<string, Declaration>;
  readonly processing: ReadonlyMap<string, Processing>;
  /** Greatest position of the entries of each job, or dataset that tells of its columns: what a change of its edges is put down to. */
  readonly positions: ReadonlyMap<string, number>;
  readonly symlinks: ReadonlyMap<string, Symlink>;
  /** Greatest position of the entries that tell of symlinks of each dataset. */
  readonly symlinkPositions: ReadonlyMap<string, number>;
}

type Mutable<M> = M extends ReadonlyMap<infer K, infer V> ? Map<K, V> : never;
type Gathering = { readonly [K in keyof BatchFacts]: Mutable<BatchFacts[K]> };

/** @throws SyntaxError when an entry's body or decision cannot be read: a data error, so that entry is quarantined. */
export function readBatch(entries: readonly Entry[]): BatchFacts {
  const facts: Gathering = {
    nodes: new Map(),
    runs: new Map(),
    declarations: new Map(),
    processing: new Map(),
    positions: new Map(),
    symlinks: new Map(),
    symlinkPositions: new Map(),
  };
  for (const entry of entries) {
    const event = isProjected(entry.decision) ? eventOf(entry) : null;
    if (event?.eventTime) gather(facts, event, event.eventTime.getTime(), entry.position);
  }
  return facts;
}

export function runKey(run: { readonly job: string; readonly run: string }): string {
  return `${run.job} ${run.run}`;
}

export function declarationKey(declaration: { readonly job: string; readonly eventTime: number }): string {
  return `${declaration.job} ${declaration.eventTime}`;
}

function gather(facts: Gathering, event: EventView, at: number, position: number): void {
  if (event.dataset) gatherDataset(facts, event.dataset, at, position);
  const named = [...event.inputs, ...event.outputs].map((dataset) => describe(facts, dataset, at, position));
  if (!event.job) return;

  const job = mention(facts, 'job', event.job, at);
  const explicit = explicitJobLineageOf(event.job.facets, event.job);
  const inputs = memberSet([
    ...named.slice(0, event.inputs.length),
    ...explicit.inputs.map((dataset) => mention(facts, 'dataset', dataset, at)),
  ]);
  const outputs = memberSet(named.slice(event.inputs.length));
  const columns = memberSet([
    ...event.outputs.flatMap((output) => columnsOf(facts, output, at)),
    ...explicit.targets.flatMap(({ target, dependencies }) => members(facts, target, dependencies, 'LINEAGE_FACET', at)),
  ]);
  put(facts.positions, job, position, Math.max);
  const type = processingTypeOf(event.job.facets);
  if (type) put(facts.processing, job, { job, type, at }, laterProcessing);
  if (event.kind === 'job') {
    const declaration = { job, eventTime: at, inputs, outputs, columns };
    put(facts.declarations, declarationKey(declaration), declaration, mergeDeclarations);
  } else if (event.runId !== null) {
    const end = endOf(event.eventType, at);
    const run = { job, run: runId(event.runId), startedAt: at, lastEventAt: at, end, inputs, outputs, columns };
    put(facts.runs, runKey(run), run, mergeRunShapes);
  }
}

/** A dataset may tell of its own columns; it is then remembered as a job's declaration is. */
function gatherDataset(facts: Gathering, dataset: DatasetView, at: number, position: number): void {
  const id = describe(facts, dataset, at, position);
  const columns = memberSet(columnsOf(facts, dataset, at));
  if (columns.hash === null) return;
  put(facts.positions, id, position, Math.max);
  const declaration = { job: id, eventTime: at, inputs: emptySet, outputs: emptySet, columns };
  put(facts.declarations, declarationKey(declaration), declaration, mergeDeclarations);
}

function describe(facts: Gathering, described: DatasetView, at: number, position: number): string {
  const dataset = mention(facts, 'dataset', described, at);
  for (const { type, ...name } of symlinksOf(described.facets)) {
    const target = mention(facts, 'dataset', name, at);
    if (target === dataset) continue;
    const symlink = { dataset, target, type: type?.toUpperCase() ?? null, since: at };
    put(facts.symlinks, symlinkKey(symlink), symlink, mergeSymlinks);
    put(facts.symlinkPositions, dataset, position, Math.max);
  }
  return dataset;
}

function columnsOf(facts: Gathering, target: DatasetView, at: number): string[] {
  return [
    ...members(facts, target, explicitLineageOf(target.facets), 'LINEAGE_FACET', at),
    ...members(facts, target, columnLineageOf(target.facets), 'COLUMN_LINEAGE_FACET', at),
  ];
}

function members(facts: Gathering, target: EntityName, told: readonly ColumnDependency[], rule: ColumnRule, at: number): string[] {
  if (told.length === 0) return [];
  const targetId = mention(facts, 'dataset', target, at);
  const ids = new Map<string, string>();
  return told.map(({ source, sourceColumn, targetColumn, type, subtype, masking }) => {
    const name = `${source.namespace}\0${source.name}`;
    const sourceId = ids.get(name) ?? mention(facts, 'dataset', source, at);
    ids.set(name, sourceId);
    return encodeDependency({ source: sourceId, sourceColumn, target: targetId, targetColumn, type, subtype, masking, rule });
  });
}

function mention(facts: Gathering, kind: MentionedNode['kind'], { namespace, name }: EntityName, at: number): string {
  const id = kind === 'job' ? jobId(namespace, name) : datasetId(namespace, name);
  put(facts.nodes, id, { id, kind, namespace, name, firstSeen: at, lastSeen: at }, (a, b) => ({
    ...a,
    firstSeen: Math.min(a.firstSeen, b.firstSeen),
    lastSeen: Math.max(a.lastSeen, b.lastSeen),
  }));
  return id;
}
