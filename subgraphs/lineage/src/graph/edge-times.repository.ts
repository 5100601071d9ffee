import type { ReadTx } from '@hotpass/log';
import type { SliceEdge } from '../lineage-index/lineage-index.ts';
import { sides } from '../projection/side.ts';
import type { Side } from '../projection/side.ts';

/** An edge with the job that makes it, and on which side of the job it lies. */
export interface EdgeOfJob extends SliceEdge {
  readonly job: string;
  readonly side: Side;
}

export interface EdgeTimes {
  readonly firstSeen: Date;
  readonly lastSeen: Date;
}

/** The newest evidence of one side of a job, by the rule that LATEST follows. */
function lastEvent(hash: string): string {
  return `coalesce(
    case when coalesce(p.processing_type not in ('STREAMING', 'SERVICE'), true) then (
      select r.last_event_at from lineage.run_shape r where r.job = j.id and r.outcome = 'COMPLETE' and r.${hash} is not null
      order by r.ended_at desc, r.run desc limit 1) end,
    (select r.last_event_at from lineage.run_shape r where r.job = j.id and r.${hash} is not null order by r.started_at desc, r.run desc limit 1),
    (select d.event_time from lineage.job_declaration d where d.job = j.id and d.${hash} is not null order by d.event_time desc limit 1))`;
}

const times = sides
  .map(
    (side) => `
  select k.n::int as n, last_event.at as "lastSeen",
    (select min(e.valid_from) from lineage.edge e where e.src = s.id and e.dst = t.id and e.known_to = 9223372036854775807) as "firstSeen"
  from unnest($1::text[], $2::text[], $3::text[], $4::text[]) with ordinality as k(source, target, job, side, n)
  join lineage.node s on s.uid = k.source
  join lineage.node t on t.uid = k.target
  join lineage.node j on j.uid = k.job
  left join lineage.job p on p.node = j.id
  cross join lateral (select ${lastEvent(`${side}_hash`)} as at) last_event
  where k.side = '${side}'`,
  )
  .join(' union all ');

/** When edges of the newest state were first and last seen. */
export class EdgeTimesRepository {
  /** In the order of the edges. */
  async read(tx: ReadTx, edges: readonly EdgeOfJob[]): Promise<EdgeTimes[]> {
    const values = [
      edges.map((edge) => edge.sourceId),
      edges.map((edge) => edge.targetId),
      edges.map((edge) => edge.job),
      edges.map((edge) => edge.side),
    ];
    const rows = await tx.query<EdgeTimes & { readonly n: number }>({ text: times, values });
    return rows.toSorted((a, b) => a.n - b.n);
  }
}
