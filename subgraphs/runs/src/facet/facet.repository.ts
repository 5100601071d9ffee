import type { Principal } from '@hotpass/kernel';
import type { Database } from '@hotpass/log';
import type { FacetKey, FacetRow } from './facet.row.ts';

const readText = `
select k.place_in_list::int as "placeInList", f.name, f.at, d.doc
from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[]) k (place_in_list, run_id, place, dataset_id, name)
join runs.run_facet f on f.run_id = k.run_id and f.place = k.place and f.dataset_id = k.dataset_id and (k.name is null or f.name = k.name)
join runs.facet_doc d on d.hash = f.hash
order by k.place_in_list, f.name`;

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
}

/** Null asks for all; a name that PostgreSQL cannot hold is the name of nothing. */
function namesOf(key: FacetKey): (string | null)[] {
  if (key.names === null) return [null];
  return [...new Set(key.names)].filter((name) => !name.includes('\0'));
}
