import type { ReadTx } from '@hotpass/log';
import type { LifecycleStateChange } from '@hotpass/openlineage';

export const datasetStates = { ACTIVE: 'ACTIVE', DROPPED: 'DROPPED', RENAMED: 'RENAMED' } as const;

export type DatasetState = keyof typeof datasetStates;

/** Where a dataset stands in its life. */
export interface DatasetLifeRow {
  readonly id: string;
  readonly state: DatasetState;
  /** The dataset that has taken its place, when it is renamed. */
  readonly renamedTo: string | null;
  /** What it was called before. */
  readonly renamedFrom: string | null;
}

export interface LifecycleRow {
  readonly toldBy: string;
  readonly at: Date;
  readonly change: LifecycleStateChange;
  readonly previousNamespace: string | null;
  readonly previousName: string | null;
}

/** Representative and other names of a dataset. */
export interface AliasRow {
  readonly id: string;
  readonly representative: string;
  /** The other members of its class. */
  readonly aliases: readonly string[];
}

/**
 * The latest says: a run that wrote it, something that happened to it, or that another dataset took its name's place.
 * Of several at one instant, being gone is believed. What is told of one name of a dataset is told of the one that
 * represents it. No row where nobody told anything: it is there.
 */
export function lifeOf(id: string): string {
  return `
    select x.state, x.by from lineage.same_as(${id}) as s(id)
    cross join lateral (
      (select 'ACTIVE' as state, null as by, v.at, 0 as rank from lineage.dataset_version v
       where v.dataset = s.id and v.lifecycle is distinct from 'DROP' order by v.at desc limit 1)
      union all
      (select case l.change when 'DROP' then 'DROPPED' else 'ACTIVE' end, null, l.at, case l.change when 'DROP' then 2 else 0 end
       from lineage.dataset_lifecycle l where l.dataset = s.id order by l.at desc, l.change = 'DROP' desc limit 1)
      union all
      (select 'RENAMED', l.dataset, l.at, 1 from lineage.dataset_lifecycle l
       where l.previous = s.id and l.change = 'RENAME' and l.dataset not in (select lineage.same_as(${id}))
       order by l.at desc, l.dataset desc limit 1)
    ) x
    order by x.at desc, x.rank desc, x.by desc limit 1`;
}

const lives = `
  select k.id, coalesce(m.state, 'ACTIVE') as state, m.by as "renamedTo", f.previous as "renamedFrom"
  from unnest($1::text[]) as k(id)
  left join lateral (
    ${lifeOf('k.id')}
  ) m on true
  left join lateral (
    select l.previous from lineage.same_as(k.id) as s(id) join lineage.dataset_lifecycle l on l.dataset = s.id
    where l.change = 'RENAME' and l.previous is not null and l.previous not in (select lineage.same_as(k.id))
    order by l.at desc, l.told_by desc limit 1
  ) f on true`;

const history = `
  select k.n::int as n, l.told_by as "toldBy", l.at, l.change, l.previous_namespace as "previousNamespace", l.previous_name as "previousName"
  from unnest($1::text[], $2::int[]) with ordinality as k(id, size, n)
  cross join lateral (
    select l.* from lineage.same_as(k.id) as s(id) join lineage.dataset_lifecycle l on l.dataset = s.id
    order by l.at desc, l.change, l.told_by limit k.size
  ) l
  order by k.n, l.at desc, l.change, l.told_by`;

const aliases = `
  with own as (
    select n.uid, n.id, coalesce(a.representative, n.id) as representative
    from lineage.node n
    left join lineage.alias a on a.member = n.id and a.valid_to = 'infinity' and a.known_to = 9223372036854775807
    where n.uid = any($1::text[])
  )
  select o.uid as id, r.uid as representative, array(
    select m.uid from (
      select o.representative as id
      union all
      (select a.member from lineage.alias a
       where a.representative = o.representative and a.valid_to = 'infinity' and a.known_to = 9223372036854775807 limit $2)
    ) c join lineage.node m on m.id = c.id
    where c.id <> o.id order by m.uid limit $2
  ) as aliases
  from own o join lineage.node r on r.id = o.representative`;

/** Reads what became of datasets as a whole, and what else they are called. */
export class DatasetLifeRepository {
  lives(tx: ReadTx, ids: readonly string[]): Promise<DatasetLifeRow[]> {
    return tx.query<DatasetLifeRow>({ name: 'lineage.dataset.lives', text: lives, values: [ids] });
  }

  /** `n` says which request a row belongs to, from 1. */
  history(
    tx: ReadTx,
    requests: readonly { readonly dataset: string; readonly size: number }[],
  ): Promise<(LifecycleRow & { readonly n: number })[]> {
    return tx.query({ text: history, values: [requests.map((request) => request.dataset), requests.map((request) => request.size)] });
  }

  aliases(tx: ReadTx, ids: readonly string[], limit: number): Promise<AliasRow[]> {
    return tx.query<AliasRow>({ name: 'lineage.dataset.aliases', text: aliases, values: [ids, limit] });
  }
}
