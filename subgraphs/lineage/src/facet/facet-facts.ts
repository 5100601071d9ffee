import { isProjected } from '@hotpass/events';
import { datasetId, datasetVersionId, jobId, pinnedVersionId, runId } from '@hotpass/kernel';
import type { Entry } from '@hotpass/log';
import { datasetVersionOf, isDeletedFacet, isName, lifecycleChangeOf, readEvent } from '@hotpass/openlineage';
import type { DatasetView, EventView, Facets } from '@hotpass/openlineage';
import { addNamedColumns } from '../column/named-columns.ts';
import type { NamedColumns } from '../column/named-columns.ts';
import type { SchemaDoc, SchemaDocs } from '../column/schema-doc.ts';
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
  /** Columns that column lineage names. */
  readonly columns: NamedColumns;
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
    const event = isProjected(entry.decision) ? readEvent(entry.json(), entry.eventTime) : null;
    if (event?.eventTime) gathering.add(event, event.eventTime.getTime());
  }
  return gathering;
}

class Gathering implements FacetFacts {
  readonly facets = new Map<string, FacetFact>();
  readonly schemas = new Map<string, Told<string>>();
  readonly columns: NamedColumns = new Map();
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
    if (event.job) this.#facetsOf(jobId(event.job.namespace, event.job.name), event.job.facets, at);
    for (const output of event.outputs) this.#output(this.#dataset(output, at, run), output, at, run);
    for (const input of event.inputs) this.#input(this.#dataset(input, at, run), input, at);
    if (event.dataset) this.#dataset(event.dataset, at, run);
    addNamedColumns(this.columns, event);
  }

  #facetsOf(entity: string, facets: Facets, at: number): void {
    for (const [name, json] of Object.entries(facets)) {
      if (name.length > maxFacetNameLength || !isName(name)) continue;
      put(this.facets, `${entity} ${name}`, { entity, name, at, text: new FacetText(json) }, laterFacet);
    }
  }

  /** What a dataset's facets say of it in whatever role it is named. */
  #dataset({ namespace, name, facets }: DatasetView, at: number, run: string | null): string {
    const dataset = datasetId(namespace, name);
    this.#facetsOf(dataset, facets, at);
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

function put<V>(map: Map<string, V>, key: string, value: V, merge: (a: V, b: V) => V): void {
  const before = map.get(key);
  map.set(key, before === undefined ? value : merge(before, value));
}
