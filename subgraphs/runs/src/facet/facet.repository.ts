import type { Principal } from '@hotpass/kernel';
import type { Database } from '@hotpass/log';
import type { FacetKey, FacetRow } from './facet.row.ts';

const readText = `
select k.place_in_list::int as "placeInList", f.name, d.doc
from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[]) k (place_in_list, run_id, place, dataset_id, name)
join runs.run_facet f on f.run_id = k.run_id and f.place = k.place and f.dataset_id = k.dataset_id and (k.name is null or f.name = k.name)
join runs.facet_doc d on d.hash = f.hash
order by k.place_in_list, f.name`;

/** Facets of so many datasets of one run are looked at for what did not hold. */
const maximumAssertionFacets = 1_000;

const assertionsText = `
select k.run_id as "runId", f.dataset_id as "datasetId", f.name, d.doc
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
    ];
    const rows = await this.#database.read(principal, (tx) =>
      tx.query<FacetRow & { placeInList: number }>({ name: 'runs_facets', text: readText, values }),
    );
    const found = Map.groupBy(rows, (row) => row.placeInList);
    return keys.map((_key, index) => found.get(index) ?? []);
  }

  /** What each run asked of its inputs and outputs, in the order of the runs. */
  async assertions(principal: Principal, runIds: readonly string[]): Promise<DatasetFacetRow[][]> {
    const rows = await this.#database.read(principal, (tx) =>
      tx.query<DatasetFacetRow>({ name: 'runs_assertions', text: assertionsText, values: [runIds] }),
    );
    const found = Map.groupBy(rows, (row) => row.runId);
    return runIds.map((id) => found.get(id) ?? []);
  }
}

/** Null asks for all; a name that PostgreSQL cannot hold is the name of nothing. */
function namesOf(key: FacetKey): (string | null)[] {
  if (key.names === null) return [null];
  return [...new Set(key.names)].filter((name) => !name.includes('\0'));
}
