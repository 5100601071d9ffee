import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Like `lineage.edge_at`: inlined, and with constant arguments only the partial or temporal index that applies is left. */
const instants = `
  create function lineage.alias_at(valid_at timestamptz, known_at bigint) returns setof lineage.alias
  language sql stable as $$
    select * from lineage.alias a
    where case when valid_at is null then a.valid_to = 'infinity' else a.valid_from <= valid_at and a.valid_to > valid_at end
      and case when known_at is null then a.known_to = 9223372036854775807 else a.known_from <= known_at and a.known_to > known_at end
  $$;

  create function lineage.column_edge_at(valid_at timestamptz, known_at bigint) returns setof lineage.column_edge
  language sql stable as $$
    select * from lineage.column_edge e
    where case when valid_at is null then e.valid_to = 'infinity' else e.valid_from <= valid_at and e.valid_to > valid_at end
      and case when known_at is null then e.known_to = 9223372036854775807 else e.known_from <= known_at and e.known_to > known_at end
  $$;

  -- Every name of one vertex: itself and what is an alias of it.
  create function lineage.members_of(node bigint, valid_at timestamptz, known_at bigint) returns setof bigint
  language sql stable as $$
    select node union all select a.member from lineage.alias_at(valid_at, known_at) a where a.representative = node
  $$;`;

/**
 * CUMULATIVE: pairs named by a run or JobEvent whose time meets [since, until]; null is unbounded.
 * What a pair's first and last time leave open, the runs decide.
 */
const cumulative = `
  alter table lineage.seen_edge add column known_from bigint not null default 0;

  create function lineage.named_within(pair_src bigint, pair_dst bigint, pair_job bigint, since timestamptz, until timestamptz) returns boolean
  language sql stable as $$
    with dataset as (select n.uid from lineage.node n where n.id = case when pair_job = pair_dst then pair_src else pair_dst end)
    select exists (
      select from lineage.run_shape r
      join lineage.io_set i on i.hash = case when pair_job = pair_dst then r.inputs_hash else r.outputs_hash end
      where r.job = pair_job and r.started_at <= until and r.last_event_at >= since and (select uid from dataset) = any(i.members)
    ) or exists (
      select from lineage.job_declaration d
      join lineage.io_set i on i.hash = case when pair_job = pair_dst then d.inputs_hash else d.outputs_hash end
      where d.job = pair_job and d.event_time between since and until and (select uid from dataset) = any(i.members)
    )
  $$;

  create function lineage.seen_at(since timestamptz, until timestamptz, known_at bigint) returns setof lineage.seen_edge
  language sql stable as $$
    select * from lineage.seen_edge e
    where (until is null or e.first_seen <= until)
      and (since is null or e.last_seen >= since)
      and (known_at is null or e.known_from <= known_at)
      and case when since is null or until is null then true
               else e.first_seen >= since or e.last_seen <= until or lineage.named_within(e.src, e.dst, e.job, since, until) end
  $$;

  -- What the cumulative view takes a pair from: the newest run that named it, by (start, run), else the newest JobEvent.
  create function lineage.told_by(pair_src bigint, pair_dst bigint, pair_job bigint, since timestamptz, until timestamptz)
  returns table (basis text, seen_at timestamptz)
  language sql stable as $$
    with dataset as materialized (
      select n.uid from lineage.node n where n.id = case when pair_job = pair_dst then pair_src else pair_dst end
    ), run as (
      (select r.started_at, r.run, r.ended_at, r.outcome, r.last_event_at
       from lineage.run_shape r join lineage.io_set i on i.hash = r.inputs_hash
       where pair_job = pair_dst and r.job = pair_job and r.inputs_hash is not null
         and (until is null or r.started_at <= until) and (since is null or r.last_event_at >= since)
         and (select uid from dataset) = any(i.members)
       order by r.started_at desc, r.run desc limit 1)
      union all
      (select r.started_at, r.run, r.ended_at, r.outcome, r.last_event_at
       from lineage.run_shape r join lineage.io_set i on i.hash = r.outputs_hash
       where pair_job = pair_src and r.job = pair_job and r.outputs_hash is not null
         and (until is null or r.started_at <= until) and (since is null or r.last_event_at >= since)
         and (select uid from dataset) = any(i.members)
       order by r.started_at desc, r.run desc limit 1)
    ), declared as (
      select d.event_time
      from lineage.job_declaration d
      join lineage.io_set i on i.hash = case when pair_job = pair_dst then d.inputs_hash else d.outputs_hash end
      where d.job = pair_job and (until is null or d.event_time <= until) and (since is null or d.event_time >= since)
        and (select uid from dataset) = any(i.members)
      order by d.event_time desc limit 1
    )
    (select case when r.ended_at is null or r.ended_at > until then 'RUNNING' when r.outcome = 'COMPLETE' then 'COMPLETED' else 'FAILED' end,
            least(r.last_event_at, until) from run r)
    union all
    (select 'DECLARED', d.event_time from declared d)
    limit 1
  $$;

  -- The pairs a view shows. One of the two branches folds away.
  create function lineage.pairs_at(cumulative boolean, since timestamptz, valid_at timestamptz, known_at bigint)
  returns table (src bigint, dst bigint)
  language sql stable as $$
    select e.src, e.dst from lineage.edge_at(valid_at, known_at) e where not cumulative
    union all
    select e.src, e.dst from lineage.seen_at(since, valid_at, known_at) e where cumulative
  $$;

  create function lineage.neighbours(node bigint, upstream boolean, cumulative boolean, since timestamptz, valid_at timestamptz, known_at bigint)
  returns setof bigint
  language sql stable as $$
    select distinct coalesce(a.representative, x.far)
    from lineage.members_of(node, valid_at, known_at) as m(member)
    cross join lateral (
      select p.src as far from lineage.pairs_at(cumulative, since, valid_at, known_at) p where upstream and p.dst = m.member
      union all
      select p.dst from lineage.pairs_at(cumulative, since, valid_at, known_at) p where not upstream and p.src = m.member
    ) x
    left join lineage.alias_at(valid_at, known_at) a on a.member = x.far
  $$;`;

/** Whether something carries one of the tags, each written as its key or as key:value. A dataset carries those of its columns. */
const tags = `
  create function lineage.carries_tag(entity_id text, tags text[]) returns boolean
  language sql stable as $$
    select exists (select from lineage.facet_tag t where t.entity = entity_id and (t.key = any(tags) or t.key || ':' || t.value = any(tags)))
  $$;`;

/**
 * One directed frontier search over representatives. A vertex with more neighbours than the fan-out limit gives its
 * first ones by (kind, namespace, name) and says so; so does one with ten times as many rows, whose neighbours are then
 * counted with care. The search ends once it has visited more vertices than the limit.
 */
const reach = `
  drop function lineage.walk(bigint, int, int, int, int, timestamptz, bigint);
  drop function lineage.reach(bigint, boolean, int, int, int, timestamptz, bigint);

  create function lineage.reach(root bigint, upstream boolean, hops int, visit_limit int, fan_out int,
                                cumulative boolean, since timestamptz, valid_at timestamptz, known_at bigint)
  returns table (node bigint, hop int, overflowed boolean)
  language plpgsql stable as $$
  declare
    near text := case when upstream then 'dst' else 'src' end;
    far text := case when upstream then 'src' else 'dst' end;
    visited bigint[] := array[root];
    frontier bigint[] := array[root];
    found bigint[];
    hubs bigint[];
    found_of_hubs bigint[];
    depth int := 0;
  begin
    loop
      if depth = hops or cardinality(visited) > visit_limit then
        return query select f, depth, false from unnest(frontier) as f;
        return;
      end if;
      execute format($q$
        with raw as materialized (
          select f.node, e.far, count(*) over (partition by f.node) as rows
          from unnest($1) as f(node)
          cross join lateral (
            select x.%2$I as far
            from lineage.members_of(f.node, $5, $6) as m(member)
            -- offset 0: for its limit the planner would rather read every edge, once for each vertex of the frontier.
            cross join lateral (select p.src, p.dst from lineage.pairs_at($3, $4, $5, $6) p where p.%1$I = m.member offset 0) x
            limit $2 * 10 + 1
          ) e
        ), step as (
          select d.node, d.far, d.rows, count(*) over (partition by d.node) as degree
          from (select distinct r.node, coalesce(a.representative, r.far) as far, r.rows
                from raw r left join lineage.alias_at($5, $6) a on a.member = r.far) d
        )
        select coalesce(array_agg(distinct far) filter (where degree <= $2 and rows <= $2 * 10), '{}'),
               coalesce(array_agg(distinct node) filter (where degree > $2 or rows > $2 * 10), '{}')
        from step $q$, near, far)
      into found, hubs using frontier, fan_out, cumulative, since, valid_at, known_at;
      found_of_hubs := '{}';
      if cardinality(hubs) > 0 then
        execute $q$
          select array_agg(e.far)
          from unnest($1) as f(node)
          cross join lateral (
            select n.id as far
            from lineage.neighbours(f.node, $7, $3, $4, $5, $6) as x(far)
            join lineage.node n on n.id = x.far
            join lineage.namespace s on s.id = n.namespace
            order by n.kind, s.name collate "C", n.name collate "C"
            limit $2
          ) e $q$
        into found_of_hubs using hubs, fan_out, cumulative, since, valid_at, known_at, upstream;
      end if;
      return query select f, depth, f = any(hubs) from unnest(frontier) as f;
      select coalesce(array_agg(x), '{}') into frontier
      from (select unnest(found || found_of_hubs) as x except select unnest(visited)) as fresh;
      exit when cardinality(frontier) = 0;
      visited := visited || frontier;
      depth := depth + 1;
    end loop;
  end $$`;

/**
 * Two directed walks from one vertex, put together: hop is negative upstream, a vertex reached both ways takes the
 * smaller distance (upstream on a tie). Of the vertices that are to be shown at most max_nodes are kept, by
 * (distance, kind, namespace, name). With a filter those are: the root, datasets and jobs that match, and jobs next to
 * a dataset that is shown. Degrees count all neighbours at that instant, so what is not shown can be counted exactly.
 */
const walk = `
  create function lineage.walk(root bigint, up_hops int, down_hops int, max_nodes int, visit_limit int, fan_out int,
                               cumulative boolean, since timestamptz, valid_at timestamptz, known_at bigint,
                               namespaces text[], tags text[])
  returns table (node bigint, uid text, kind text, namespace text, name text, hop int,
                 upstream_degree bigint, downstream_degree bigint, truncated boolean)
  language plpgsql stable as $$
  begin
    return query execute $q$
      with up as materialized (select * from lineage.reach($1, true, $2, $5, $6, $7, $8, $9, $10)),
      down as materialized (select * from lineage.reach($1, false, $3, $5, $6, $7, $8, $9, $10)),
      merged as materialized (
        select w.node, (array_agg(w.hop order by abs(w.hop), w.hop))[1] as hop, bool_or(w.up) as up, bool_or(w.down) as down
        from (select u.node, -u.hop as hop, u.overflowed as up, false as down from up u
              union all select d.node, d.hop, false, d.overflowed from down d) w
        group by w.node
      ), named as materialized (
        select m.node, m.hop, n.uid, n.kind, s.name as namespace, n.name,
               ($11 is null or s.name = any($11)) and ($12 is null or lineage.carries_tag(n.uid, $12)) as matches
        from merged m join lineage.node n on n.id = m.node join lineage.namespace s on s.id = n.namespace
      ), shown_datasets as materialized (
        select v.node from named v where v.kind = 'dataset' and (v.matches or v.node = $1)
      ), eligible as (
        select v.* from named v
        where v.matches or v.node = $1
           or (v.kind = 'job' and (
             exists (select from lineage.neighbours(v.node, true, $7, $8, $9, $10) x(far) join shown_datasets d on d.node = x.far)
             or exists (select from lineage.neighbours(v.node, false, $7, $8, $9, $10) x(far) join shown_datasets d on d.node = x.far)))
      ), kept as (
        select v.*, count(*) over () as reached from eligible v
        order by abs(v.hop), v.kind, v.namespace collate "C", v.name collate "C"
        limit $4
      ), cut as materialized (
        select (select count(*) from up) > $5 or (select count(*) from down) > $5
          or exists (select from merged m cross join lateral lineage.neighbours(m.node, true, $7, $8, $9, $10) x(far)
                     where m.up and not exists (select from merged w where w.node = x.far))
          or exists (select from merged m cross join lateral lineage.neighbours(m.node, false, $7, $8, $9, $10) x(far)
                     where m.down and not exists (select from merged w where w.node = x.far)) as is_cut
      )
      select k.node, k.uid, k.kind, k.namespace, k.name, k.hop,
             (select count(*) from lineage.neighbours(k.node, true, $7, $8, $9, $10)),
             (select count(*) from lineage.neighbours(k.node, false, $7, $8, $9, $10)),
             k.reached > $4 or (select is_cut from cut)
      from kept k order by abs(k.hop), k.hop, k.kind, k.uid $q$
    using root, up_hops, down_hops, max_nodes, visit_limit, fan_out, cumulative, since, valid_at, known_at, namespaces, tags;
  end $$`;

/** Walks see the graph through aliases, as of an instant, by either view, and with what is filtered out passed through. */
export class WalkThroughAliases1764100300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [instants, cumulative, tags, reach, walk]) await runner.query(statements);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
