import { isProjected } from '@hotpass/events';
import { datasetId, jobId, runId } from '@hotpass/kernel';
import type { Entry } from '@hotpass/log';
import { processingTypeOf, readEvent } from '@hotpass/openlineage';
import type { DatasetView, EventView, JobView } from '@hotpass/openlineage';
import { mergeDeclarations } from './declaration.ts';
import type { Declaration } from './declaration.ts';
import { ioSet } from './io-set.ts';
import { laterProcessing } from './processing.ts';
import type { Processing } from './processing.ts';
import { endOf, mergeRunShapes } from './run-shape.ts';
import type { RunShape } from './run-shape.ts';

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
  /** Greatest position of the entries of each job: what a change of its edges is put down to. */
  readonly positions: ReadonlyMap<string, number>;
}

interface Gathering {
  readonly nodes: Map<string, MentionedNode>;
  readonly runs: Map<string, RunShape>;
  readonly declarations: Map<string, Declaration>;
  readonly processing: Map<string, Processing>;
  readonly positions: Map<string, number>;
}

/** @throws SyntaxError when an entry's body or decision cannot be read: a data error, so that entry is quarantined. */
export function readBatch(entries: readonly Entry[]): BatchFacts {
  const facts: Gathering = { nodes: new Map(), runs: new Map(), declarations: new Map(), processing: new Map(), positions: new Map() };
  for (const entry of entries) {
    const event = isProjected(entry.decision) ? readEvent(entry.json(), entry.eventTime) : null;
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
  const inputs = ioSet(event.inputs.map((dataset) => mention(facts, 'dataset', dataset, at)));
  const outputs = ioSet(event.outputs.map((dataset) => mention(facts, 'dataset', dataset, at)));
  if (event.dataset) mention(facts, 'dataset', event.dataset, at);
  if (!event.job) return;

  const job = mention(facts, 'job', event.job, at);
  put(facts.positions, job, position, Math.max);
  const type = processingTypeOf(event.job.facets);
  if (type) put(facts.processing, job, { job, type, at }, laterProcessing);
  if (event.kind === 'job') {
    const declaration = { job, eventTime: at, inputs, outputs };
    put(facts.declarations, declarationKey(declaration), declaration, mergeDeclarations);
  } else if (event.runId !== null) {
    const run = { job, run: runId(event.runId), startedAt: at, lastEventAt: at, end: endOf(event.eventType, at), inputs, outputs };
    put(facts.runs, runKey(run), run, mergeRunShapes);
  }
}

function mention(facts: Gathering, kind: MentionedNode['kind'], named: JobView | DatasetView, at: number): string {
  const { namespace, name } = named;
  const id = kind === 'job' ? jobId(namespace, name) : datasetId(namespace, name);
  put(facts.nodes, id, { id, kind, namespace, name, firstSeen: at, lastSeen: at }, (a, b) => ({
    ...a,
    firstSeen: Math.min(a.firstSeen, b.firstSeen),
    lastSeen: Math.max(a.lastSeen, b.lastSeen),
  }));
  return id;
}

function put<V>(map: Map<string, V>, key: string, value: V, merge: (a: V, b: V) => V): void {
  const before = map.get(key);
  map.set(key, before === undefined ? value : merge(before, value));
}
