import type { ProjectorTx } from '@hotpass/log';
import type { MemberSet } from './member-set.ts';
import type { SetTable } from './side.ts';
import { slices } from './slices.ts';

/** Members hold no line break: they are derived ids, or JSON, which escapes it. */
const separator = '\n';

const absent = (table: SetTable): string => `
  select k.hash from unnest($1::uuid[]) as k(hash) where not exists (select from lineage.${table} s where s.hash = k.hash)`;

const write = (table: SetTable): string => `
  insert into lineage.${table} (hash, members)
  select k.hash, string_to_array(k.members, E'\\n')
  from unnest($1::uuid[], $2::text[]) as k(hash, members)
  on conflict (hash) do nothing`;

/** One text a set: reading a text is much cheaper than reading an array of them. */
const read = (table: SetTable): string =>
  `select hash, array_to_string(members, E'\\n') as members from lineage.${table} where hash = any($1::uuid[])`;

/** Content-addressed sets: written once, never changed. */
export class SetRepository {
  /** Those of the hashes that are not stored. */
  async absent(tx: ProjectorTx, table: SetTable, hashes: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ hash: string }>({ name: `lineage.${table}.absent`, text: absent(table), values: [hashes] });
    return rows.map((row) => row.hash);
  }

  async write(tx: ProjectorTx, table: SetTable, sets: readonly Required<MemberSet>[]): Promise<void> {
    for (const slice of slices(sets)) {
      const values = [slice.map((set) => set.hash), slice.map((set) => set.members.join(separator))];
      await tx.query({ name: `lineage.${table}.write`, text: write(table), values });
    }
  }

  async read(tx: ProjectorTx, table: SetTable, hashes: readonly string[]): Promise<Map<string, readonly string[]>> {
    const rows = await tx.query<{ hash: string; members: string }>({ name: `lineage.${table}.read`, text: read(table), values: [hashes] });
    return new Map(rows.map((row) => [row.hash, row.members.split(separator)]));
  }
}
