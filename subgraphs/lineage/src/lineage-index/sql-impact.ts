import type { ReadTx } from '@hotpass/log';
import type { AffectedVertex, Impact, ImpactHop, ImpactQuery, Incompleteness } from './lineage-index.ts';
import { anyHops } from './sql-column-trace.ts';
import { readVertex } from './sql-vertex.ts';

interface ImpactRow {
  readonly counts: readonly ImpactHop[];
  readonly affected: readonly AffectedVertex[];
  readonly stopped: Incompleteness | null;
}

export interface ImpactLimits {
  readonly bound: number;
  readonly deadlineMs: number;
}

/** Of `reached` and `columns`: the counts of each hop, and a page. $1 is the root, $2 and $3 the instant, $4 the page size. */
const answer = `
  counted as (
    select k.hop, count(*) filter (where k.kind = 'dataset') as datasets, count(*) filter (where k.kind = 'job') as jobs,
           count(*) filter (where k.kind = 'column') as columns
    from (select r.hop, n.kind from reached r join lineage.node n on n.id = r.node
          union all select c.hop, 'column' from columns c) k
    group by k.hop
  )
  select coalesce((select json_agg(json_build_object('hop', c.hop, 'datasets', c.datasets, 'jobs', c.jobs, 'columns', c.columns) order by c.hop)
                   from counted c), '[]') as counts,
         coalesce((select json_agg(json_build_object('id', a.uid, 'kind', a.kind, 'hop', a.hop, 'uses', a.uses) order by a.uses desc, a.hop, a.uid collate "C")
                   from lineage.impact_of((select array_agg(row(r.node, r.hop)::lineage.affected_vertex) from reached r), $4, $5, $6, $7, $2, $3) a), '[]') as affected,
         (select s.stopped from stopped s limit 1) as stopped`;

const ofVertex = `
  with walked as materialized (
    select * from lineage.closure($1, false, $8, clock_timestamp() + make_interval(secs => $9::float8 / 1000), $2, $3)
  ), reached as materialized (select w.node, w.hop from walked w where w.node <> $1),
  columns as (select 0 as hop where false),
  stopped as (select w.stopped from walked w where w.stopped is not null),
  ${answer}`;

/** A dependency of columns is two edges: into the job and out of it. */
const ofColumn = `
  with walked as materialized (
    select t.hop, (t.edge).dst, (t.edge).dst_column, (t.edge).job, t.edge is null as is_end
    from lineage.trace_columns($1, $10, false, $11, $8 + 1, clock_timestamp() + make_interval(secs => $9::float8 / 1000), $2, $3) t
  ), reached as materialized (
    select x.node, min(x.hop) as hop
    from (select w.dst as node, 2 * w.hop as hop from walked w union all select w.job, 2 * w.hop - 1 from walked w) x
    where x.node <> $1 group by x.node
  ), columns as (
    select min(2 * w.hop) as hop from walked w
    where w.dst_column is not null and (w.dst <> $1 or w.dst_column is distinct from $10)
    group by w.dst, w.dst_column
  ), stopped as (
    select 'DEADLINE' as stopped from walked w where w.is_end
    union all select 'BOUND' where (select count(*) from walked) > $8
  ),
  ${answer}`;

export async function readImpact(tx: ReadTx, query: ImpactQuery, limits: ImpactLimits): Promise<Impact | null> {
  const { column, pageSize, after, validAt, knownAt } = query;
  const root = await readVertex(tx, query.rootId, query);
  if (!root || (column !== null && root.kind !== 'dataset')) return null;
  const page = [pageSize + 1, after?.uses ?? null, after?.hop ?? null, after?.id ?? null];
  const values = [root.node, validAt ?? null, knownAt ?? null, ...page, limits.bound, limits.deadlineMs];
  const [row] = await tx.query<ImpactRow>(
    column === null ? { text: ofVertex, values } : { text: ofColumn, values: [...values, column, anyHops] },
  );
  const { counts, affected, stopped } = row!;
  return {
    rootId: root.id,
    byHop: counts,
    affected: affected.slice(0, pageSize),
    hasNextPage: affected.length > pageSize,
    incomplete: stopped,
  };
}
