import { contentHash, datasetId, jobId, runId } from '@hotpass/kernel';
import { columnLineageOf, datasetsOf, explicitJobLineageOf, explicitLineageOf } from '@hotpass/openlineage';
import type { DatasetView, EventView } from '@hotpass/openlineage';
import type { SchemaDocs } from '../column/schema-doc.ts';
import type { PlacedEvent } from '../projectors/catalog.projector.ts';

export interface ReportedProducer {
  readonly id: string;
  readonly name: string;
  readonly firstSeen: number;
  readonly lastSeen: number;
}

export interface ReportedRun {
  readonly producer: string;
  readonly run: string;
  readonly job: string;
  readonly started: boolean;
  readonly ended: boolean;
  readonly outputs: boolean;
}

export interface ReportedDataset {
  readonly producer: string;
  readonly dataset: string;
  readonly columns: boolean;
  readonly columnLineage: boolean;
}

export interface ReportedJob {
  readonly producer: string;
  readonly job: string;
}

/** Longer producers are told apart by their beginning. */
const maxProducerLength = 2_048;
/** An event names no producer, though it should. */
const nameless = '';

/** What producers told in a batch, whatever its order and repetition: what is told once is told. */
export class ReportingFacts {
  readonly producers = new Map<string, ReportedProducer>();
  readonly runs = new Map<string, ReportedRun>();
  readonly datasets = new Map<string, ReportedDataset>();
  readonly jobs = new Map<string, ReportedJob>();
  readonly #docs: SchemaDocs;

  constructor(docs: SchemaDocs) {
    this.#docs = docs;
  }

  add({ event, at }: PlacedEvent): void {
    const producer = this.#producer(event.producer ?? nameless, at);
    for (const view of datasetsOf(event)) {
      const columnLineage = [...columnLineageOf(view.facets), ...explicitLineageOf(view.facets)].some(isOfColumn);
      this.#dataset(producer, view, columnLineage);
    }
    if (event.job) this.#job(producer, event, event.job);
  }

  #producer(text: string, at: number): string {
    const name = text.slice(0, maxProducerLength).toWellFormed();
    const id = contentHash(name);
    const before = this.producers.get(id);
    this.producers.set(id, { id, name, firstSeen: Math.min(at, before?.firstSeen ?? at), lastSeen: Math.max(at, before?.lastSeen ?? at) });
    return id;
  }

  #dataset(
    producer: string,
    { namespace, name, facets }: Pick<DatasetView, 'namespace' | 'name' | 'facets'>,
    columnLineage: boolean,
  ): void {
    const dataset = datasetId(namespace, name);
    const key = `${producer} ${dataset}`;
    const before = this.datasets.get(key);
    const columns = this.#docs.of(facets['schema']) !== null;
    this.datasets.set(key, {
      producer,
      dataset,
      columns: columns || before?.columns === true,
      columnLineage: columnLineage || before?.columnLineage === true,
    });
  }

  #job(producer: string, event: EventView, { namespace, name, facets }: NonNullable<EventView['job']>): void {
    const job = jobId(namespace, name);
    this.jobs.set(`${producer} ${job}`, { producer, job });
    for (const { target, dependencies } of explicitJobLineageOf(facets, { namespace, name }).targets) {
      if (dependencies.some(isOfColumn)) this.#dataset(producer, { ...target, facets: {} }, true);
    }
    if (event.runId === null) return;
    const run = runId(event.runId).slice('run_'.length);
    const before = this.runs.get(`${producer} ${run}`);
    this.runs.set(`${producer} ${run}`, {
      producer,
      run,
      job,
      started: event.eventType === 'START' || before?.started === true,
      ended: ends.has(event.eventType) || before?.ended === true,
      outputs: event.outputs.length > 0 || before?.outputs === true,
    });
  }
}

const ends: ReadonlySet<string> = new Set(['COMPLETE', 'ABORT', 'FAIL']);

function isOfColumn({ targetColumn }: { readonly targetColumn: string | null }): boolean {
  return targetColumn !== null;
}
