import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is told of columns next to some states of a trace: a state is a column of a dataset, or with a null the dataset
 * as a whole. An edge at a whole dataset concerns every column of it, and a whole dataset every edge.
 */
const told = `
  create function lineage.column_edges_into(nodes bigint[], columns text[], valid_at timestamptz, known_at bigint)
  returns table (near bigint, edge lineage.column_edge)
  language sql stable as $$
    with state as materialized (
      select s.node, s.path, m.member
      from unnest(nodes, columns) as s(node, path) cross join lateral lineage.members_of(s.node, valid_at, known_at) as m(member)
    ), dataset as materialized (
      select s.node, s.member, bool_or(s.path is null) as is_whole from state s group by s.node, s.member
    )
    select s.node, x from state s cross join lateral (
      select e from lineage.column_edge_at(valid_at, known_at) e
      where e.dst = s.member and hashtextextended(e.dst_column, 0) = hashtextextended(s.path, 0) and e.dst_column = s.path) as y(x)
    union all
    select d.node, x from dataset d cross join lateral (
      select e from lineage.column_edge_at(valid_at, known_at) e where e.dst = d.member and hashtextextended(e.dst_column, 0) is null) as y(x)
    union all
    select d.node, x from dataset d cross join lateral (
      select e from lineage.column_edge_at(valid_at, known_at) e where d.is_whole and e.dst = d.member and e.dst_column is not null) as y(x)
  $$;

  create function lineage.column_edges_out_of(nodes bigint[], columns text[], valid_at timestamptz, known_at bigint)
  returns table (near bigint, edge lineage.column_edge)
  language sql stable as $$
    with state as materialized (
      select s.node, s.path, m.member
      from unnest(nodes, columns) as s(node, path) cross join lateral lineage.members_of(s.node, valid_at, known_at) as m(member)
    ), dataset as materialized (
      select s.node, s.member, bool_or(s.path is null) as is_whole from state s group by s.node, s.member
    )
    select s.node, x from state s cross join lateral (
      select e from lineage.column_edge_at(valid_at, known_at) e
      where e.src = s.member and hashtextextended(e.src_column, 0) = hashtextextended(s.path, 0) and e.src_column = s.path) as y(x)
    union all
    select d.node, x from dataset d cross join lateral (
      select e from lineage.column_edge_at(valid_at, known_at) e where e.src = d.member and hashtextextended(e.src_column, 0) is null) as y(x)
    union all
    select d.node, x from dataset d cross join lateral (
      select e from lineage.column_edge_at(valid_at, known_at) e where d.is_whole and e.src = d.member and e.src_column is not null) as y(x)
  $$;`;

/** What is known only of jobs: where a job tells nothing of the columns of what it writes, all it reads goes into it. */
const ofJobs = `
  create function lineage.tells_columns(teller bigint, node bigint, valid_at timestamptz, known_at bigint) returns boolean
  language sql stable as $$
    select exists (
      select from lineage.members_of(node, valid_at, known_at) as m(member)
      cross join lateral (select from lineage.column_edge_at(valid_at, known_at) e where e.dst = m.member and e.job = teller) x)
  $$;

  create function lineage.job_level_into(nodes bigint[], valid_at timestamptz, known_at bigint)
  returns table (src bigint, dst bigint, job bigint, basis_rank int)
  language sql stable as $$
    with writer as materialized (
      select distinct d.node, e.src as job, array_position(array['COMPLETED', 'RUNNING', 'FAILED', 'DECLARED'], e.basis) as rank
      from (select distinct n as node from unnest(nodes) n) d
      cross join lateral lineage.members_of(d.node, valid_at, known_at) as m(member)
      cross join lateral (select x.src, x.basis from lineage.edge_at(valid_at, known_at) x where x.dst = m.member) e
    )
    select coalesce(a.representative, e.src), w.node, w.job, greatest(w.rank, array_position(array['COMPLETED', 'RUNNING', 'FAILED', 'DECLARED'], e.basis))
    from writer w
    cross join lateral (select x.src, x.basis from lineage.edge_at(valid_at, known_at) x where x.dst = w.job) e
    left join lineage.alias_at(valid_at, known_at) a on a.member = e.src
    where not lineage.tells_columns(w.job, w.node, valid_at, known_at)
  $$;

  create function lineage.job_level_out_of(nodes bigint[], valid_at timestamptz, known_at bigint)
  returns table (src bigint, dst bigint, job bigint, basis_rank int)
  language sql stable as $$
    with reader as materialized (
      select distinct d.node, e.dst as job, array_position(array['COMPLETED', 'RUNNING', 'FAILED', 'DECLARED'], e.basis) as rank
      from (select distinct n as node from unnest(nodes) n) d
      cross join lateral lineage.members_of(d.node, valid_at, known_at) as m(member)
      cross join lateral (select x.dst, x.basis from lineage.edge_at(valid_at, known_at) x where x.src = m.member) e
    ), written as materialized (
      select r.node, r.job, coalesce(a.representative, e.dst) as dst,
             greatest(r.rank, array_position(array['COMPLETED', 'RUNNING', 'FAILED', 'DECLARED'], e.basis)) as rank
      from reader r
      cross join lateral (select x.dst, x.basis from lineage.edge_at(valid_at, known_at) x where x.src = r.job) e
      left join lineage.alias_at(valid_at, known_at) a on a.member = e.dst
    )
    select w.node, w.dst, w.job, w.rank from written w where not lineage.tells_columns(w.job, w.dst, valid_at, known_at)
  $$;`;

/**
 * A frontier search over columns: nearest edges first, each once, at most max_edges, in an order that does not depend on
 * how the rows are stored. A state is visited once, so cycles end. Past a deadline it ends with a row without an edge.
 */
const trace = `
  create type lineage.traced_edge as (
    src bigint, src_column text, dst bigint, dst_column text, job bigint,
    type text, subtype text, masking boolean, rule text, basis_rank int, key uuid
  );

  create function lineage.trace_columns(root bigint, path text, upstream boolean, hops int, max_edges int, deadline timestamptz,
                                        valid_at timestamptz, known_at bigint)
  returns table (hop int, edge lineage.traced_edge)
  language plpgsql stable as $$
  declare
    side text := case when upstream then 'into' else 'out_of' end;
    visited_nodes bigint[] := array[root];
    visited_columns text[] := array[path];
    nodes bigint[] := array[root];
    columns text[] := array[path];
    keys uuid[] := '{}';
    found lineage.traced_edge[];
    depth int := 0;
  begin
    while cardinality(nodes) > 0 and depth < hops and cardinality(keys) < max_edges loop
      if clock_timestamp() > deadline then
        return query select depth, null::lineage.traced_edge;
        return;
      end if;
      depth := depth + 1;
      execute format($q$
        with raw as (
          select case when $8 then coalesce(a.representative, (c.edge).src) else c.near end as src, (c.edge).src_column,
                 case when $8 then c.near else coalesce(a.representative, (c.edge).dst) end as dst, (c.edge).dst_column,
                 (c.edge).job, (c.edge).type, (c.edge).subtype, (c.edge).masking, (c.edge).rule,
                 array_position(array['COMPLETED', 'RUNNING', 'FAILED', 'DECLARED'], (c.edge).basis) as basis_rank
          from lineage.column_edges_%1$s($1, $2, $3, $4) c
          left join lineage.alias_at($3, $4) a on a.member = case when $8 then (c.edge).src else (c.edge).dst end
          union all
          select j.src, null, j.dst, null, j.job, null, null, false, 'JOB_LEVEL', j.basis_rank from lineage.job_level_%1$s($1, $3, $4) j
        ), merged as (
          select r.src, r.src_column, r.dst, r.dst_column, r.job, r.type, r.subtype, r.masking, r.rule, min(r.basis_rank) as basis_rank,
                 md5(row(r.src, r.src_column, r.dst, r.dst_column, r.job, r.type, r.subtype, r.masking, r.rule)::text)::uuid as key
          from raw r group by r.src, r.src_column, r.dst, r.dst_column, r.job, r.type, r.subtype, r.masking, r.rule
        ), kept as (
          select row(m.src, m.src_column, m.dst, m.dst_column, m.job, m.type, m.subtype, m.masking, m.rule, m.basis_rank, m.key)::lineage.traced_edge as edge,
                 row_number() over (order by s.uid, m.src_column collate "C", d.uid, m.dst_column collate "C", j.uid,
                                             m.type, m.subtype collate "C", m.masking, m.rule) as n
          from merged m
          join lineage.node s on s.id = m.src join lineage.node d on d.id = m.dst left join lineage.node j on j.id = m.job
          where not exists (select from unnest($5) k where k = m.key)
          order by n limit $6
        )
        select coalesce(array_agg(k.edge order by k.n), '{}') from kept k where $7 > 0 $q$, side)
      into found using nodes, columns, valid_at, known_at, keys, max_edges - cardinality(keys), depth, upstream;
      return query select depth, u from unnest(found) as u;
      keys := keys || coalesce((select array_agg(f.key) from unnest(found) f), '{}');
      select coalesce(array_agg(x.node), '{}'), coalesce(array_agg(x.path), '{}') into nodes, columns from (
        select case when upstream then f.src else f.dst end as node, case when upstream then f.src_column else f.dst_column end as path
        from unnest(found) f
        except select v.node, v.path from unnest(visited_nodes, visited_columns) as v(node, path)
      ) x;
      visited_nodes := visited_nodes || nodes;
      visited_columns := visited_columns || columns;
    end loop;
  end $$`;

/** Column lineage over any number of hops; job-level lineage is read where a job tells nothing of columns. */
export class TraceColumns1764100300100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [told, ofJobs, trace]) await runner.query(statements);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
