import type { Principal } from '@hotpass/kernel';
import type { Database } from '@hotpass/log';
import type { DatasetRole } from '../run-dataset/run-dataset.repository.ts';
import { namesOf } from '../run-dataset/dataset-names.sql.ts';
import { datasetDifferences, type ComparedDataset, type DatasetDifferences } from './dataset-difference.ts';
import type { ComparedFacet } from './facet-difference.ts';

/** Two runs to compare. */
export interface RunPair {
  readonly runId: string;
  readonly otherId: string;
}

export interface RunPairInRole extends RunPair {
  readonly role: DatasetRole;
}

interface DatasetRow {
  readonly datasetId: string;
  readonly classId: string | null;
  readonly inRun: boolean;
  readonly inOther: boolean;
  readonly versionDoc: string | null;
  readonly otherVersionDoc: string | null;
  readonly writerId: string | null;
  readonly otherWriterId: string | null;
}

/** Nobody's word for a version is longer. */
const maximumVersionLength = 4_096;

/** More datasets than these are not compared; the answer says so. */
const maximumDatasets = 20_000;

function datasetsOf(run: string): string {
  return `(select dataset_id from runs.run_dataset where run_id = ${run}::text and role = $3::text order by dataset_id limit ${maximumDatasets + 1})`;
}

function versionOf(run: string, dataset: string): string {
  return `(select d.doc from runs.run_facet f join runs.facet_doc d on d.hash = f.hash
    where f.run_id = ${run}::text and f.place = $3::text || '_DATASET' and f.dataset_id = ${dataset} and f.name = 'version'
      and length(d.doc) <= ${maximumVersionLength})`;
}

function writerOf(run: string, dataset: string): string {
  return `(select w.run_id from ${namesOf(dataset)} n cross join lateral (
      select o.run_id, o.completed_at from runs.run_dataset o
      where $3::text = 'INPUT' and o.dataset_id = n.dataset_id and o.role = 'OUTPUT' and o.completed_at is not null
        and o.completed_at <= (select started_at from runs.run where run_id = ${run}::text) and o.run_id <> ${run}::text
      order by o.completed_at desc, o.run_id desc limit 1
    ) w order by w.completed_at desc, w.run_id desc limit 1)`;
}

const datasetsText = `
select coalesce(a.dataset_id, b.dataset_id) as "datasetId",
  (select n.class_id from runs.dataset_name n where n.dataset_id = coalesce(a.dataset_id, b.dataset_id)) as "classId", a.dataset_id is not null as "inRun", b.dataset_id is not null as "inOther",
  ${versionOf('$1', 'a.dataset_id')} as "versionDoc", ${versionOf('$2', 'b.dataset_id')} as "otherVersionDoc",
  ${writerOf('$1', 'a.dataset_id')} as "writerId", ${writerOf('$2', 'b.dataset_id')} as "otherWriterId"
from ${datasetsOf('$1')} a full join ${datasetsOf('$2')} b using (dataset_id)
order by 1`;

const facetsText = `
select name, da.doc, db.doc as "otherDoc"
from (select name, hash from runs.run_facet where run_id = $1::text and place = 'RUN') a
full join (select name, hash from runs.run_facet where run_id = $2::text and place = 'RUN') b using (name)
left join runs.facet_doc da on da.hash = a.hash
left join runs.facet_doc db on db.hash = b.hash
where a.hash is distinct from b.hash
order by name`;

/** Reads of two runs beside each other. */
export class ComparisonRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** What became of each dataset of the two runs in that role. */
  async datasets(principal: Principal, { runId, otherId, role }: RunPairInRole): Promise<DatasetDifferences> {
    const values = [runId, otherId, role];
    const rows = await this.#database.read(principal, (tx) =>
      tx.query<DatasetRow>({ name: 'runs_compare_datasets', text: datasetsText, values }),
    );
    const compared = rows.slice(0, maximumDatasets).map(toCompared);
    return { differences: datasetDifferences(role, compared), truncated: rows.length > maximumDatasets };
  }

  /** Facets of the runs that are not the same text, by name. */
  async facets(principal: Principal, { runId, otherId }: RunPair): Promise<ComparedFacet[]> {
    return this.#database.read(principal, (tx) =>
      tx.query<ComparedFacet>({ name: 'runs_compare_facets', text: facetsText, values: [runId, otherId] }),
    );
  }
}

function toCompared(row: DatasetRow): ComparedDataset {
  return {
    datasetId: row.datasetId,
    otherDatasetId: row.datasetId,
    classId: row.classId ?? row.datasetId,
    inRun: row.inRun ? { versionDoc: row.versionDoc, writerId: row.writerId } : null,
    inOther: row.inOther ? { versionDoc: row.otherVersionDoc, writerId: row.otherWriterId } : null,
  };
}
