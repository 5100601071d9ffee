import { datasetId } from '@hotpass/kernel';
import { isName, jsonText, maskCredentials, type DatasetView, type EventView, type Facets } from '@hotpass/openlineage';
import { later, toldText, type Told } from './run-record.ts';

/** Where a facet stood in the event: of a dataset, what its role has and what the dataset itself has. */
export type FacetPlace = 'RUN' | 'JOB' | 'INPUT' | 'OUTPUT' | 'INPUT_DATASET' | 'OUTPUT_DATASET';

/** A facet that an event of a run carries. */
export interface RunFacet {
  readonly runId: string;
  readonly place: FacetPlace;
  /** Empty for facets of the run and its job. */
  readonly datasetId: string;
  readonly name: string;
  /** Its JSON; credentials in addresses are masked. */
  readonly doc: Told<string>;
}

/** Longer names are nobody's, and an index holds only so much. */
const maximumNameLength = 256;

/** What of its job a run keeps: the code that it ran. */
const codeFacets = new Set(['sourceCode', 'sourceCodeLocation', 'sql']);

/** What of a dataset a run keeps, beside what its role says: the rest describes the dataset, not the run. */
const datasetFacets = new Set(['version', 'dataQualityMetrics', 'dataQualityAssertions']);

/** The facets one event tells of its run; they add up over its events, the newest of each name. */
export function readRunFacets(event: EventView, runId: string): RunFacet[] {
  if (event.eventTime === null) return [];
  const read = reader(runId, event.eventTime);
  return [
    ...read('RUN', '', event.runFacets),
    ...read('JOB', '', event.job?.facets ?? {}, codeFacets),
    ...event.inputs.flatMap((dataset) => readDataset(read, 'INPUT', dataset)),
    ...event.outputs.flatMap((dataset) => readDataset(read, 'OUTPUT', dataset)),
  ];
}

/** Adds a facet to those known, of which each is told once: the later one, at one moment the greater text. */
export function addFacet(facets: Map<string, RunFacet>, facet: RunFacet): void {
  const key = [facet.runId, facet.place, facet.datasetId, facet.name].join(' ');
  const before = facets.get(key);
  facets.set(key, before ? { ...facet, doc: later(before.doc, facet.doc) } : facet);
}

type Reader = (place: FacetPlace, dataset: string, facets: Facets, only?: ReadonlySet<string>) => RunFacet[];

function reader(runId: string, at: Date): Reader {
  return (place, dataset, facets, only) =>
    Object.entries(facets)
      .filter(([name]) => only?.has(name) ?? (isName(name) && name.length <= maximumNameLength))
      .map(([name, facet]) => ({ runId, place, datasetId: dataset, name, doc: toldText(at, maskCredentials(jsonText(facet))) }));
}

function readDataset(read: Reader, role: 'INPUT' | 'OUTPUT', dataset: DatasetView): RunFacet[] {
  const id = datasetId(dataset.namespace, dataset.name);
  return [...read(role, id, dataset.roleFacets), ...read(`${role}_DATASET`, id, dataset.facets, datasetFacets)];
}
