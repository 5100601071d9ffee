import type { ProjectorTx } from '@hotpass/log';
import type { SeenEdge } from './seen-edges.ts';
import { slices } from './slices.ts';
import { sqlTime } from './sql-time.ts';

const widen = `
  insert into lineage.seen_edge as s (src, dst, job, first_seen, last_seen)
  select case k.side when 'inputs' then d.id else j.id end, case k.side when 'inputs' then j.id else d.id end, j.id, k.first_seen, k.last_seen
  from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[]) as k(job, side, dataset, first_seen, last_seen)
  join lineage.node j on j.uid = k.job
  join lineage.node d on d.uid = k.dataset
  on conflict (src, dst) do update
  set first_seen = least(s.first_seen, excluded.first_seen), last_seen = greatest(s.last_seen, excluded.last_seen)
  where excluded.first_seen < s.first_seen or excluded.last_seen > s.last_seen`;

/** Everything ever seen, for the cumulative view. */
export class SeenEdgeRepository {
  async widen(tx: ProjectorTx, seen: readonly SeenEdge[]): Promise<void> {
    for (const slice of slices(seen)) {
      const values = [
        slice.map((edge) => edge.job),
        slice.map((edge) => edge.side),
        slice.map((edge) => edge.dataset),
        slice.map((edge) => sqlTime(edge.firstSeen)),
        slice.map((edge) => sqlTime(edge.lastSeen)),
      ];
      await tx.query({ name: 'lineage.seen_edge.widen', text: widen, values });
    }
  }
}
