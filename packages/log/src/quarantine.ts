import { encodeEntryId } from './entry-id.ts';
import type { LogEntry } from './log-entry.ts';
import type { QuarantinedEntry, QuarantinePage } from './log.ts';
import { microsText } from './timestamp.ts';
import type { Query } from './transaction.ts';

/** Sets an entry aside: with its own reason, or behind an earlier entry of its aggregate. */
export async function setAside(query: Query, consumer: string, entry: LogEntry, reason: string, heldBehind: number | null): Promise<void> {
  await query({
    text: `insert into log.quarantine (consumer, position, seq, received_at, aggregate, reason, held_behind)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict (consumer, position) do update set reason = excluded.reason, at = excluded.at`,
    values: [
      consumer,
      entry.position,
      entry.key.seq.toString(),
      microsText(entry.key.receivedAtMicros),
      entry.aggregate?.id ?? null,
      reason,
      heldBehind,
    ],
  });
}

/** Aggregates whose later entries must wait, with the first entry they wait for. */
export async function heldAggregates(query: Query, consumer: string): Promise<ReadonlyMap<string, number>> {
  const rows = await query<{ aggregate: string; position: string }>({
    name: 'log_held',
    text: 'select aggregate, min(position) as position from log.quarantine where consumer = $1 and aggregate is not null group by aggregate',
    values: [consumer],
  });
  return new Map(rows.map((row) => [row.aggregate, Number(row.position)]));
}

export async function countQuarantined(query: Query, consumer: string): Promise<number> {
  const rows = await query<{ n: number }>({
    name: 'log_quarantine_count',
    text: 'select count(*)::integer as n from log.quarantine where consumer = $1',
    values: [consumer],
  });
  return rows[0]?.n ?? 0;
}

/** Entries with a fault of their own among the last thousand positions: a restart does not forget them. */
export async function countRecentFaults(query: Query, consumer: string, position: number): Promise<number> {
  const rows = await query<{ n: number }>({
    text: 'select count(*)::integer as n from log.quarantine where consumer = $1 and held_behind is null and position > $2',
    values: [consumer, position - 1_000],
  });
  return rows[0]?.n ?? 0;
}

interface QuarantinedRow extends Pick<QuarantinedEntry, 'consumer' | 'type' | 'keys' | 'reason' | 'at'> {
  readonly position: string;
  readonly seq: string;
  readonly micros: string;
  readonly heldBehind: string | null;
  readonly heldBack: number;
}

/** By consumer and position; null stands for every consumer. */
export async function listQuarantined(query: Query, consumer: string | null, page: QuarantinePage | null): Promise<QuarantinedEntry[]> {
  const rows = await query<QuarantinedRow>({
    text: `select q.consumer, q.position, q.seq, (extract(epoch from q.received_at) * 1000000)::bigint as micros, e.type, e.keys, q.reason,
        q.at, first.position as "heldBehind", case when first.position is null then (
          select count(*)::integer from log.quarantine b where b.consumer = q.consumer and b.aggregate = q.aggregate
            and b.position > q.position and b.held_behind is not null) else 0 end as "heldBack"
      from log.quarantine q join log.entry e on e.seq = q.seq and e.received_at = q.received_at
      left join lateral (
        -- What it waits for may have been replayed since, and the next be at fault.
        select min(p.position) as position from log.quarantine p
        where q.held_behind is not null and p.consumer = q.consumer and p.aggregate = q.aggregate and p.position < q.position
      ) first on true
      where ($1::text is null or q.consumer = $1) and ($2::text is null or (q.consumer, q.position) > ($2, $3::bigint))
      order by q.consumer, q.position limit $4`,
    values: [consumer, page?.after?.consumer ?? null, page?.after?.position ?? null, page?.limit ?? null],
  });
  return rows.map(({ seq, micros, ...row }) => {
    const key = { seq: BigInt(seq), receivedAtMicros: BigInt(micros) };
    return {
      ...row,
      position: Number(row.position),
      entryId: encodeEntryId(key),
      receivedAt: new Date(Number(key.receivedAtMicros / 1_000n)),
      heldBehind: row.heldBehind === null ? null : Number(row.heldBehind),
    };
  });
}

/** Empty again: a rebuild meets each of them anew. */
export async function clearQuarantine(query: Query, consumer: string): Promise<void> {
  await query({ text: 'delete from log.quarantine where consumer = $1', values: [consumer] });
}
