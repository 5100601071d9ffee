import { decodeEntryId } from './entry-id.ts';
import { decompress } from './log-entry.ts';
import type { StoredBytes } from './log.ts';
import { microsText } from './timestamp.ts';
import type { Query } from './transaction.ts';

/** Lookups by primary key, whatever the statistics say. A body beyond the budget stays where it is: its size tells of it. */
const bodiesSql = `
select i::integer, size_bytes as "sizeBytes", case when running <= $3 then zstd end as zstd
from (
  select k.i, b.size_bytes, b.zstd, sum(b.size_bytes) over (order by k.i) as running
  from unnest($1::bigint[], $2::timestamptz[]) with ordinality as k (seq, received_at, i)
  cross join lateral (select body_id from log.entry where seq = k.seq and received_at = k.received_at limit 1) e
  cross join lateral (select size_bytes, zstd from log.body where id = e.body_id and received_at = k.received_at limit 1) b
) found
order by i`;

/** Bodies by entry id, in the order asked for while they make at most `maxBytes`; what is not there has none. */
export async function readBodies(query: Query, entryIds: readonly string[], maxBytes: number): Promise<ReadonlyMap<string, StoredBytes>> {
  const known = entryIds.flatMap((id) => {
    const key = decodeEntryId(id);
    return key ? [{ id, key }] : [];
  });
  const rows = await query<{ i: number; sizeBytes: number; zstd: Uint8Array | null }>({
    name: 'log_bodies_by_key',
    text: bodiesSql,
    values: [known.map(({ key }) => key.seq.toString()), known.map(({ key }) => microsText(key.receivedAtMicros)), maxBytes],
  });
  return new Map(
    rows.map(({ i, sizeBytes, zstd }) => [known[i - 1]?.id ?? '', { sizeBytes, bytes: zstd && decompress({ sizeBytes, zstd }) }]),
  );
}
