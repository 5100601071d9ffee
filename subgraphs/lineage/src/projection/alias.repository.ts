import type { ProjectorTx } from '@hotpass/log';
import type { Alias } from './alias-class.ts';
import { slices } from './slices.ts';
import { fromSqlTime, sqlTime } from './sql-time.ts';
import type { Symlink } from './symlink.ts';

/** A symlink with the places of its ends among all names of their class, by (namespace, name), bytewise. */
export interface RankedSymlink extends Symlink {
  readonly datasetRank: number;
  readonly targetRank: number;
}

export interface StoredAlias extends Alias {
  readonly id: string;
  readonly knownFrom: number;
}

type SymlinkRow = Omit<Symlink, 'since'> & { readonly since: Date };
type RankedRow = SymlinkRow & { readonly datasetRank: string; readonly targetRank: string };
type AliasRow = Pick<StoredAlias, 'id' | 'member' | 'representative'> & { from: Date; to: Date | number; knownFrom: string };

const readSymlinks = `
  select s.dataset, s.target, s.type, s.since
  from unnest($1::text[], $2::text[]) as k(dataset, target)
  cross join lateral (select * from lineage.symlink s where s.dataset = k.dataset and s.target = k.target offset 0) s`;

const writeSymlinks = `
  insert into lineage.symlink (dataset, target, type, since)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])
  on conflict (dataset, target) do update set type = excluded.type, since = excluded.since`;

/** A class is found by following symlinks both ways; each name is followed once. */
const readClasses = `
  with recursive name(uid) as (
    select unnest($1::text[])
    union
    select x.uid from name n cross join lateral (
      select s.target as uid from lineage.symlink s where s.dataset = n.uid
      union all
      select s.dataset from lineage.symlink s where s.target = n.uid
    ) x
  ), ranked as materialized (
    select v.uid, row_number() over (order by p.name collate "C", v.name collate "C") as rank
    from name n join lineage.node v on v.uid = n.uid join lineage.namespace p on p.id = v.namespace
  )
  select s.dataset, s.target, s.type, s.since, d.rank as "datasetRank", t.rank as "targetRank"
  from ranked d join lineage.symlink s on s.dataset = d.uid join ranked t on t.uid = s.target`;

const readAliases = `
  select a.id, m.uid as member, r.uid as representative, a.valid_from as "from", a.valid_to as "to", a.known_from as "knownFrom"
  from unnest($1::text[]) as k(member)
  join lineage.node m on m.uid = k.member
  cross join lateral (select * from lineage.alias a where a.member = m.id and a.known_to = 9223372036854775807 offset 0) a
  join lineage.node r on r.id = a.representative`;

const close = `
  update lineage.alias a set known_to = k.known_to
  from unnest($1::bigint[], $2::bigint[]) as k(id, known_to)
  where a.id = k.id`;

const open = `
  insert into lineage.alias (member, representative, valid_from, valid_to, known_from)
  select m.id, r.id, k.valid_from, k.valid_to, k.known_from
  from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::bigint[])
    as k(member, representative, valid_from, valid_to, known_from)
  join lineage.node m on m.uid = k.member
  join lineage.node r on r.uid = k.representative`;

/** Symlinks as told, and the bitemporal aliases made of them. */
export class AliasRepository {
  async readSymlinks(tx: ProjectorTx, symlinks: readonly Symlink[]): Promise<Symlink[]> {
    const values = [symlinks.map((symlink) => symlink.dataset), symlinks.map((symlink) => symlink.target)];
    const rows = await tx.query<SymlinkRow>({ name: 'lineage.symlink.read', text: readSymlinks, values });
    return rows.map((row) => ({ ...row, since: fromSqlTime(row.since) }));
  }

  async writeSymlinks(tx: ProjectorTx, symlinks: readonly Symlink[]): Promise<void> {
    for (const slice of slices(symlinks)) {
      const values = [
        slice.map((symlink) => symlink.dataset),
        slice.map((symlink) => symlink.target),
        slice.map((symlink) => symlink.type),
        slice.map((symlink) => sqlTime(symlink.since)),
      ];
      await tx.query({ name: 'lineage.symlink.write', text: writeSymlinks, values });
    }
  }

  /** Every symlink of the classes these datasets are in. */
  async readClasses(tx: ProjectorTx, datasets: readonly string[]): Promise<RankedSymlink[]> {
    const rows = await tx.query<RankedRow>({ name: 'lineage.symlink.classes', text: readClasses, values: [datasets] });
    return rows.map((row) => ({
      ...row,
      since: fromSqlTime(row.since),
      datasetRank: Number(row.datasetRank),
      targetRank: Number(row.targetRank),
    }));
  }

  /** The aliases of these datasets that are held to be true. */
  async readAliases(tx: ProjectorTx, members: readonly string[]): Promise<StoredAlias[]> {
    const rows = await tx.query<AliasRow>({ name: 'lineage.alias.read', text: readAliases, values: [members] });
    return rows.map((row) => ({ ...row, from: fromSqlTime(row.from), to: fromSqlTime(row.to), knownFrom: Number(row.knownFrom) }));
  }

  async close(tx: ProjectorTx, aliases: readonly { readonly id: string; readonly knownTo: number }[]): Promise<void> {
    for (const slice of slices(aliases)) {
      const values = [slice.map((alias) => alias.id), slice.map((alias) => alias.knownTo)];
      await tx.query({ name: 'lineage.alias.close', text: close, values });
    }
  }

  async open(tx: ProjectorTx, aliases: readonly (Alias & { readonly knownFrom: number })[]): Promise<void> {
    for (const slice of slices(aliases)) {
      const values = [
        slice.map((alias) => alias.member),
        slice.map((alias) => alias.representative),
        slice.map((alias) => sqlTime(alias.from)),
        slice.map((alias) => sqlTime(alias.to)),
        slice.map((alias) => alias.knownFrom),
      ];
      await tx.query({ name: 'lineage.alias.open', text: open, values });
    }
  }
}
