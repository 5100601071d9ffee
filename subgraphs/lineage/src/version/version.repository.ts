import type { ReadTx } from '@hotpass/log';
import type { LifecycleStateChange } from '@hotpass/openlineage';
import { allFitting, boundedSql, fitsSql } from '../facet/bounded-text.ts';
import { storable } from '../node/storable.ts';

export interface VersionRow {
  /** As asked for: of a run's write (`dsv_…`) or of a producer's word for a version (`dsp_…`). */
  readonly id: string;
  readonly dataset: string;
  /** Null when nobody who reports wrote it. */
  readonly run: string | null;
  readonly at: Date;
  readonly version: string | null;
  readonly schemaHash: string | null;
  readonly lifecycle: LifecycleStateChange | null;
}

export interface VersionPageRequest {
  readonly dataset: string;
  readonly size: number;
  /** Time and id of the last version of the page before. */
  readonly after: readonly [at: string, id: string] | null;
}

const columns = `v.dataset, v.run, v.at, v.version, v.schema_hash as "schemaHash", v.lifecycle`;

/** A word for a version may have been written more than once, the newest counts, or by nobody who reports. */
const byIds = `
  select k.id, ${columns} from unnest($1::text[]) as k(id) join lineage.dataset_version v on v.id = k.id
  union all
  select k.id, coalesce(v.dataset, p.dataset), v.run, coalesce(v.at, p.at), coalesce(v.version, p.version), v.schema_hash, v.lifecycle
  from unnest($1::text[]) as k(id)
  left join lateral (
    select * from lineage.dataset_version v where v.pin = k.id order by v.at desc, v.id desc limit 1
  ) v on true
  left join lineage.dataset_pin p on p.id = k.id
  where v.id is not null or p.id is not null`;

/** Of all names of a dataset. */
const pages = `
  select k.n::int as n, v.*
  from unnest($1::text[], $2::int[], $3::timestamptz[], $4::text[]) with ordinality as k(dataset, size, at, id, n)
  cross join lateral (
    select v.* from lineage.same_as(k.dataset) as s(id)
    cross join lateral (
      select v.id, ${columns} from lineage.dataset_version v
      where v.dataset = s.id and (v.at, v.id) < (k.at, k.id)
      order by v.at desc, v.id desc limit k.size
    ) v
    order by v.at desc, v.id desc limit k.size
  ) v
  order by k.n, v.at desc, v.id desc`;

const schemasBefore = `
  select k.n::int as n, v.schema_hash as hash
  from unnest($1::text[], $2::timestamptz[], $3::text[]) with ordinality as k(dataset, at, id, n)
  cross join lateral (
    select v.schema_hash from lineage.dataset_version v
    where v.dataset = k.dataset and (v.at, v.id) < (k.at, k.id) and v.schema_hash is not null
    order by v.at desc, v.id desc limit 1
  ) v`;

const schemas = `
  select d.hash, ${fitsSql('d.fields')} as fits, ${boundedSql('d.fields')} as text from lineage.schema_doc d where d.hash = any($1::uuid[])`;

interface SchemaRow {
  readonly hash: string;
  readonly text: string;
  readonly fits: boolean;
}

/** Reads versions of datasets and their schemas. */
export class VersionRepository {
  byIds(tx: ReadTx, ids: readonly string[]): Promise<VersionRow[]> {
    return tx.query<VersionRow>({ name: 'lineage.dataset_version.by_ids', text: byIds, values: [storable(ids)] });
  }

  /** One row more than each page holds, when there is one; `n` says which request a row belongs to, from 1. */
  pages(tx: ReadTx, requests: readonly VersionPageRequest[]): Promise<(VersionRow & { readonly n: number })[]> {
    const values = [
      requests.map((request) => request.dataset),
      requests.map((request) => request.size + 1),
      requests.map((request) => request.after?.[0] ?? 'infinity'),
      requests.map((request) => request.after?.[1] ?? ''),
    ];
    return tx.query({ text: pages, values });
  }

  /** Ids of the datasets that these runs wrote. */
  async writtenBy(tx: ReadTx, runs: readonly string[]): Promise<string[]> {
    const text = 'select distinct dataset from lineage.dataset_version where run = any($1::text[])';
    const rows = await tx.query<{ dataset: string }>({ text, values: [runs] });
    return rows.map(({ dataset }) => dataset);
  }

  /** The schema each version followed: of the newest version before it that told one. */
  schemasBefore(tx: ReadTx, versions: readonly VersionRow[]): Promise<{ readonly n: number; readonly hash: string }[]> {
    const values = [versions.map((row) => row.dataset), versions.map((row) => row.at), versions.map((row) => row.id)];
    return tx.query({ text: schemasBefore, values });
  }

  /** @throws LimitExceededError when they are too large together. */
  async schemas(tx: ReadTx, hashes: readonly string[]): Promise<readonly SchemaRow[]> {
    return allFitting(await tx.query<SchemaRow>({ text: schemas, values: [hashes] }));
  }
}
