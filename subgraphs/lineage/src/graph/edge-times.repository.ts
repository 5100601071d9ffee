import type { ReadTx } from '@hotpass/log';
import type { SliceEdge, View } from '../lineage-index/lineage-index.ts';
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

/** The edges asked about, with all names of both ends. $5 and $6 are the instant. */
const asked = `
  with asked as materialized (
    select k.n, k.side, j.id as job, s.member as src, t.member as dst
    from unnest($1::text[], $2::text[], $3::text[], $4::text[]) with ordinality as k(source, target, job, side, n)
    join lineage.node j on j.uid = k.job
    cross join lateral (select m.member from lineage.node v cross join lateral lineage.members_of(v.id, $5, $6) as m(member) where v.uid = k.source) s
    cross join lateral (select m.member from lineage.node v cross join lateral lineage.members_of(v.id, $5, $6) as m(member) where v.uid = k.target) t
  )`;

/** Of a run that was heard of after the instant too, the instant itself: it was under way then. */
function lastEvent(hash: string): string {
  const run = `select least(r.last_event_at, $5) from lineage.run_shape r where r.job = a.job and r.${hash} is not null`;
  return `coalesce(
    case when coalesce(p.processing_type not in ('STREAMING', 'SERVICE'), true) then (
      ${run} and r.outcome = 'COMPLETE' and ($5 is null or r.ended_at <= $5) order by r.ended_at desc, r.run desc limit 1) end,
    (${run} and ($5 is null or r.started_at <= $5) order by r.started_at desc, r.run desc limit 1),
    (select d.event_time from lineage.job_declaration d
     where d.job = a.job and d.${hash} is not null and ($5 is null or d.event_time <= $5) order by d.event_time desc limit 1))`;
}

/** The newest evidence of one side of a job, by the rule that LATEST follows, and since when LATEST has had the edge. */
const latest = `${asked}, seen as (
  select a.n, min(e.valid_from) as first_seen
  from asked a join lineage.edge e on e.src = a.src and e.dst = a.dst
  where ($5::timestamptz is null or e.valid_from <= $5)
    and case when $6::bigint is null then e.known_to = 9223372036854775807 else e.known_from <= $6 and e.known_to > $6 end
  group by a.n
), sided as (select distinct a.n, a.side, a.job from asked a)
  ${sides
    .map(
      (side) => `
  select a.n::int as n, s.first_seen as "firstSeen", ${lastEvent(`${side}_hash`)} as "lastSeen"
  from sided a join seen s on s.n = a.n left join lineage.job p on p.node = a.job
  where a.side = '${side}'`,
    )
    .join(' union all ')}
  order by n`;

/** $7 is the beginning of the window. */
const cumulative = `${asked}
  select a.n::int as n, min(e.first_seen) as "firstSeen", max(t.seen_at) as "lastSeen"
  from asked a
  join lineage.seen_at($7, $5, $6) e on e.src = a.src and e.dst = a.dst
  cross join lateral lineage.told_by(e.src, e.dst, e.job, $7, least($5, e.last_seen)) t
  group by a.n
  order by a.n`;

/** When edges of a view were first and last seen, as far as its instant knows. */
export class EdgeTimesRepository {
  /** In the order of the edges. */
  read(tx: ReadTx, edges: readonly EdgeOfJob[], view: View = {}): Promise<EdgeTimes[]> {
    const values = [
      edges.map((edge) => edge.sourceId),
      edges.map((edge) => edge.targetId),
      edges.map((edge) => edge.job),
      edges.map((edge) => edge.side),
      view.validAt ?? null,
      view.knownAt ?? null,
    ];
    return tx.query<EdgeTimes>(view.cumulative ? { text: cumulative, values: [...values, view.since ?? null] } : { text: latest, values });
  }
}
