import type pg from 'pg';

const projectedSql = `
select k.id
from unnest($1::text[], $2::bigint[], $3::bigint[]) as k (id, micros, seq)
join log.entry e on e.seq = k.seq and e.received_at = timestamptz 'epoch' + k.micros * interval '1 microsecond'
where e.position <= (select min(position) from log.consumer)`;

/** Which of the entries every consumer has committed. */
export async function projectedEntries(pool: pg.Pool, entryIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'testkit_projected',
    text: projectedSql,
    // `ent_`, then the time and the number of the entry.
    values: [entryIds, entryIds.map((id) => numberOf(id.slice(4, 20))), entryIds.map((id) => numberOf(id.slice(20)))],
  });
  return new Set(rows.map(({ id }) => id));
}

function numberOf(hex: string): string {
  return BigInt(`0x${hex}`).toString();
}
