import type { ProjectorTx } from '@hotpass/log';
import type { SeenEdge } from './seen-edges.ts';
import { slices } from './slices.ts';
import { sqlTime } from './sql-time.ts';

const widen = `
  insert into lineage.seen_edge as s (src, dst, job, first_seen, last_seen, known_from)
  select case k.side when 'inputs' then d.id else j.id end, case k.side when 'inputs' then j.id else d.id end, j.id, k.first_seen, k.last_seen,
         k.known_from
  from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::bigint[])
    as k(job, side, dataset, first_seen, last_seen, known_from)
  join lineage.node j on j.uid = k.job
  join lineage.node d on d.uid = k.dataset
  on conflict (src, dst) do update
  set first_seen = least(s.first_seen, excluded.first_seen), last_seen = greatest(s.last_seen, excluded.last_seen),
      known_from = least(s.known_from, excluded.known_from)
  where excluded.first_seen < s.first_seen or excluded.last_seen > s.last_seen
     or excluded.known_from < s.known_from`;

/** Everything ever seen, for the cumulative view. */
export class SeenEdgeRepository {
  /** `positions` are the greatest of the entries of each job: what was new in them is known from there. */
  async widen(tx: ProjectorTx, seen: readonly SeenEdge[], positions: ReadonlyMap<string, number>): Promise<void> {
    for (const slice of slices(seen)) {
      const values = [
        slice.map((edge) => edge.job),
        slice.map((edge) => edge.side),
        slice.map((edge) => edge.dataset),
        slice.map((edge) => sqlTime(edge.firstSeen)),
        slice.map((edge) => sqlTime(edge.lastSeen)),
        slice.map((edge) => positions.get(edge.job)!),
      ];
      await tx.query({ name: 'lineage.seen_edge.widen', text: widen, values });
    }
  }
}
