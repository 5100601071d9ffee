import { LimitExceededError, type Principal } from '@hotpass/kernel';
import type { Database } from '@hotpass/log';
import { storable } from '../run/storable.ts';
import type { FacetHome, FacetKey, FacetRow } from './facet.row.ts';

/** What one statement may read, in bytes: a request asks for the facets of hundreds of things, each as large as an event. */
const maximumBytes = 32 * 1_024 * 1_024;

/** The text while all that is read together stays within the maximum, else null. */
const boundedDoc = `case when sum(octet_length(d.doc)) over () <= ${maximumBytes} then d.doc end as doc`;

const readText = `
select k.place_in_list::int as "placeInList", f.name, ${boundedDoc}
from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[]) k (place_in_list, run_id, place, dataset_id, name, size)
cross join lateral (
  select name, hash from runs.run_facet
  where run_id = k.run_id and place = k.place and dataset_id = k.dataset_id and (k.name is null or name = k.name)
  order by name limit k.size
) f
join runs.facet_doc d on d.hash = f.hash
order by k.place_in_list, f.name`;

const countText = `
select k.place_in_list::int as "placeInList", c.count
from unnest($1::text[], $2::text[], $3::text[]) with ordinality k (run_id, place, dataset_id, place_in_list)
cross join lateral (
  select count(*)::int as count from runs.run_facet where run_id = k.run_id and place = k.place and dataset_id = k.dataset_id
) c`;

/** Facets of so many datasets of one run are looked at for what did not hold. */
const maximumAssertionFacets = 1_000;

const assertionsText = `
select k.run_id as "runId", f.dataset_id as "datasetId", f.name, ${boundedDoc}
from unnest($1::text[]) k (run_id)
cross join lateral (
  select dataset_id, name, hash from runs.run_facet
  where run_id = k.run_id and place in ('INPUT', 'INPUT_DATASET', 'OUTPUT', 'OUTPUT_DATASET') and name = 'dataQualityAssertions'
  order by place, dataset_id limit ${maximumAssertionFacets}
) f
join runs.facet_doc d on d.hash = f.hash`;

/** A facet of a dataset of a run. */
export interface DatasetFacetRow extends FacetRow {
  readonly runId: string;
  readonly datasetId: string;
}

/** A facet and whose it is. */
interface PlacedRow extends FacetRow {
  readonly placeInList: number;
}

/** Reads of facets. */
export class FacetRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The facets of each key, by name, in the order of the keys. */
  async facets(principal: Principal, keys: readonly FacetKey[]): Promise<FacetRow[][]> {
    const wanted = keys.flatMap((key, index) => namesOf(key).map((name) => ({ key, index, name })));
    const values = [
      wanted.map(({ index }) => index),
      wanted.map(({ key }) => key.runId),
      wanted.map(({ key }) => key.place),
      wanted.map(({ key }) => key.datasetId),
      wanted.map(({ name }) => name),
      wanted.map(({ key }) => key.size),
    ];
    const rows = await this.#database.read(principal, (tx) => tx.query<PlacedRow>({ name: 'runs_facets', text: readText, values }));
    const found = Map.groupBy(bounded<PlacedRow>(rows), (row) => row.placeInList);
    return keys
      .map((key, index) => ({ key, rows: found.get(index) ?? [] }))
      .map(({ key, rows: own }) => (key.size === null ? own : own.toSorted(byName).slice(0, key.size)));
  }

  /** How many facets each thing has, in the order of the keys. */
  async counts(principal: Principal, keys: readonly FacetHome[]): Promise<number[]> {
    const values = [keys.map((key) => key.runId), keys.map((key) => key.place), keys.map((key) => key.datasetId)];
    const rows = await this.#database.read(principal, (tx) =>
      tx.query<{ placeInList: number; count: number }>({ name: 'runs_facet_counts', text: countText, values }),
    );
    const found = new Map(rows.map(({ placeInList, count }) => [placeInList, count]));
    return keys.map((_key, index) => found.get(index + 1) ?? 0);
  }

  /** What each run asked of its inputs and outputs, in the order of the runs. */
  async assertions(principal: Principal, runIds: readonly string[]): Promise<DatasetFacetRow[][]> {
    const rows = await this.#database.read(principal, (tx) =>
      tx.query<DatasetFacetRow>({ name: 'runs_assertions', text: assertionsText, values: [runIds] }),
    );
    const found = Map.groupBy(bounded<DatasetFacetRow>(rows), (row) => row.runId);
    return runIds.map((id) => found.get(id) ?? []);
  }
}

/** @throws LimitExceededError when a text was left out. */
function bounded<Row extends FacetRow>(rows: readonly (Omit<Row, 'doc'> & { readonly doc: string | null })[]): Row[] {
  if (rows.some(({ doc }) => doc === null)) {
    throw new LimitExceededError('These facets are too large together. Ask for fewer runs, or for facets by name.', { maximumBytes });
  }
  return rows as unknown as Row[];
}

function byName(a: FacetRow, b: FacetRow): number {
  return a.name < b.name ? -1 : Number(a.name > b.name);
}

/** Null asks for all; a name that PostgreSQL cannot hold is the name of nothing. */
function namesOf(key: FacetKey): (string | null)[] {
  if (key.names === null) return [null];
  return storable([...new Set(key.names)]);
}
