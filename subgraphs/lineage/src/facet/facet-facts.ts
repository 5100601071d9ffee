import { isProjected } from '@hotpass/events';
import { datasetId, datasetVersionId, jobId, pinnedVersionId, runId } from '@hotpass/kernel';
import type { Entry } from '@hotpass/log';
import { datasetVersionOf, isDeletedFacet, isName, lifecycleChangeOf, eventOf } from '@hotpass/openlineage';
import type { DatasetView, EventView, Facets, JobView } from '@hotpass/openlineage';
import { tellsLineage } from '../column/named-columns.ts';
import type { LineageTelling } from '../column/named-columns.ts';
import type { SchemaDoc, SchemaDocs } from '../column/schema-doc.ts';
import { put } from '../projection/put.ts';
import { laterLifecycle } from '../version/lifecycle.ts';
import type { LifecycleFact } from '../version/lifecycle.ts';
import { mergeVersions } from '../version/version.ts';
import type { PinFact, VersionFact } from '../version/version.ts';
import { FacetText, laterFacet } from './facet-text.ts';
import type { FacetFact } from './facet-text.ts';
import { laterTold } from './told.ts';
import type { Told } from './told.ts';

/** What a batch of entries says beside edges, whatever their order and however often each is repeated. */
export interface FacetFacts {
  /** The newest of each entity and name. */
  readonly facets: ReadonlyMap<string, FacetFact>;
  /** Hash of the newest schema of each dataset; empty where it was deleted. */
  readonly schemas: ReadonlyMap<string, Told<string>>;
  /** Every facet that tells what comes from what, by its entity, name and content: late ones name columns too. */
  readonly tellings: ReadonlyMap<string, FacetFact & LineageTelling>;
  /** Last event of each run. */
  readonly runs: ReadonlyMap<string, number>;
  readonly versions: ReadonlyMap<string, VersionFact>;
  readonly pins: ReadonlyMap<string, PinFact>;
  readonly lifecycle: ReadonlyMap<string, LifecycleFact>;
}

/** Longer names of facets fit no index; nobody writes them. */
const maxFacetNameLength = 512;

/** @throws SyntaxError when an entry's body or decision cannot be read: a data error, so that entry is quarantined. */
export function readFacetFacts(entries: readonly Entry[], docs: SchemaDocs): FacetFacts {
  const gathering = new Gathering(docs);
  for (const entry of entries) {
    const event = isProjected(entry.decision) ? eventOf(entry) : null;
    if (event?.eventTime) gathering.add(event, event.eventTime.getTime());
  }
  return gathering;
}

class Gathering implements FacetFacts {
  readonly facets = new Map<string, FacetFact>();
  readonly schemas = new Map<string, Told<string>>();
  readonly tellings = new Map<string, FacetFact & LineageTelling>();
  readonly runs = new Map<string, number>();
  readonly versions = new Map<string, VersionFact>();
  readonly pins = new Map<string, PinFact>();
  readonly lifecycle = new Map<string, LifecycleFact>();
  readonly #docs: SchemaDocs;

  constructor(docs: SchemaDocs) {
    this.#docs = docs;
  }

  add(event: EventView, at: number): void {
    const run = event.kind === 'run' && event.runId !== null ? runId(event.runId) : null;
    if (run !== null) put(this.runs, run, at, Math.max);
    if (event.job) this.#facetsOf(jobId(event.job.namespace, event.job.name), 'job', event.job, at);
    for (const output of event.outputs) this.#output(this.#dataset(output, at, run), output, at, run);
    for (const input of event.inputs) this.#input(this.#dataset(input, at, run), input, at);
    if (event.dataset) this.#dataset(event.dataset, at, run);
  }

  #facetsOf(entity: string, kind: LineageTelling['kind'], owner: JobView | DatasetView, at: number): void {
    for (const [name, json] of Object.entries(owner.facets)) {
      if (name.length > maxFacetNameLength || !isName(name)) continue;
      const fact = { entity, name, at, text: new FacetText(json) };
      put(this.facets, `${entity} ${name}`, fact, laterFacet);
      if (tellsLineage(name)) this.tellings.set(`${entity} ${name} ${fact.text.hash}`, { ...fact, owner, kind, json });
    }
  }

  /** What a dataset's facets say of it in whatever role it is named. */
  #dataset(view: DatasetView, at: number, run: string | null): string {
    const { namespace, name, facets } = view;
    const dataset = datasetId(namespace, name);
    this.#facetsOf(dataset, 'dataset', view, at);
    const schema = this.#schemaOf(facets);
    if (schema !== null || isDeletedFacet(facets['schema'])) {
      put(this.schemas, dataset, { at, value: schema?.hash ?? '' }, (a, b) => laterTold(a, b) ?? a);
    }
    const lifecycle = lifecycleChangeOf(facets);
    if (lifecycle !== null) {
      const toldBy = run ?? new Date(at).toISOString();
      const fact = { dataset, toldBy, at, ...lifecycle };
      put(this.lifecycle, `${dataset} ${toldBy} ${lifecycle.change}`, fact, laterLifecycle);
    }
    return dataset;
  }

  #output(dataset: string, { facets }: DatasetView, at: number, run: string | null): void {
    if (run === null) return;
    const told = (value: string | null | undefined): Told<string> | null => (value === null || value === undefined ? null : { at, value });
    const id = datasetVersionId(dataset, run);
    const fact = {
      id,
      dataset,
      run,
      version: told(datasetVersionOf(facets)),
      schema: told(this.#schemaOf(facets)?.hash),
      lifecycle: told(lifecycleChangeOf(facets)?.change),
    };
    put(this.versions, id, fact, mergeVersions);
  }

  #input(dataset: string, { facets }: DatasetView, at: number): void {
    const version = datasetVersionOf(facets);
    if (version === null) return;
    const id = pinnedVersionId(dataset, version);
    put(this.pins, id, { id, dataset, version, at }, (a, b) => (b.at < a.at ? b : a));
  }

  #schemaOf(facets: Facets): SchemaDoc | null {
    return this.#docs.of(facets['schema']);
  }
}
