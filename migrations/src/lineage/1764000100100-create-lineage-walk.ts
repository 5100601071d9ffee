import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Edges at one instant. Null means the newest: the latest valid state, everything known.
 * It is inlined, and with constant arguments the CASEs fold away, so the partial indexes on current rows apply:
 * call it from statements that are planned with their values (unnamed, or EXECUTE … USING).
 */
const edgeAt = `
  create function lineage.edge_at(valid_at timestamptz, known_at bigint) returns setof lineage.edge
  language sql stable as $$
    select * from lineage.edge e
    where case when valid_at is null then e.valid_to = 'infinity' else e.valid_from <= valid_at and e.valid_to > valid_at end
      and case when known_at is null then e.known_to = 9223372036854775807 else e.known_from <= known_at and e.known_to > known_at end
  $$`;

/**
 * One directed frontier search. A vertex with more neighbours than the fan-out limit gives its first ones by
 * (kind, namespace, name) and says so. The search ends once it holds more vertices than can be kept:
 * what lies deeper would lose to them.
 */
const reach = `
  create function lineage.reach(root bigint, upstream boolean, hops int, max_nodes int, fan_out int, valid_at timestamptz, known_at bigint)
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
      if depth = hops or cardinality(visited) > max_nodes then
        return query select f, depth, false from unnest(frontier) as f;
        return;
      end if;
      execute format($q$
        with step as materialized (
          select f.node, e.far, count(*) over (partition by f.node) as degree
          from unnest($1) as f(node)
          cross join lateral (select x.%2$I as far from lineage.edge_at($3, $4) x where x.%1$I = f.node limit $2 + 1) e
        )
        select coalesce(array_agg(distinct far) filter (where degree <= $2), '{}'),
               coalesce(array_agg(distinct node) filter (where degree > $2), '{}')
        from step $q$, near, far)
      into found, hubs using frontier, fan_out, valid_at, known_at;
      found_of_hubs := '{}';
      if cardinality(hubs) > 0 then
        execute format($q$
          select array_agg(e.far)
          from unnest($1) as f(node)
          cross join lateral (
            select n.id as far
            from lineage.edge_at($3, $4) x
            join lineage.node n on n.id = x.%2$I
            join lineage.namespace s on s.id = n.namespace
            where x.%1$I = f.node
            order by n.kind, s.name collate "C", n.name collate "C"
            limit $2
          ) e $q$, near, far)
        into found_of_hubs using hubs, fan_out, valid_at, known_at;
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
 * smaller distance (upstream on a tie), at most max_nodes are kept by (distance, kind, namespace, name).
 * Degrees count all neighbours at that instant, so what is not shown can be counted exactly.
 */
const walk = `
  create function lineage.walk(root bigint, up_hops int, down_hops int, max_nodes int, fan_out int, valid_at timestamptz, known_at bigint)
  returns table (node bigint, uid text, kind text, hop int, overflowed_upstream boolean, overflowed_downstream boolean,
                 upstream_degree bigint, downstream_degree bigint, reached bigint)
  language plpgsql stable as $$
  begin
    return query execute $q$
      with walked as (
        select u.node, -u.hop as hop, u.overflowed as up, false as down from lineage.reach($1, true, $2, $4, $5, $6, $7) u
        union all
        select d.node, d.hop, false, d.overflowed from lineage.reach($1, false, $3, $4, $5, $6, $7) d
      ), merged as (
        select w.node, (array_agg(w.hop order by abs(w.hop), w.hop))[1] as hop, bool_or(w.up) as up, bool_or(w.down) as down
        from walked w group by w.node
      ), kept as (
        select m.node, n.uid, n.kind, m.hop, m.up, m.down, count(*) over () as reached
        from merged m join lineage.node n on n.id = m.node join lineage.namespace s on s.id = n.namespace
        order by abs(m.hop), n.kind, s.name collate "C", n.name collate "C"
        limit $4
      )
      select k.node, k.uid, k.kind, k.hop, k.up, k.down,
             (select count(*) from lineage.edge_at($6, $7) e where e.dst = k.node),
             (select count(*) from lineage.edge_at($6, $7) e where e.src = k.node),
             k.reached
      from kept k order by abs(k.hop), k.hop, k.kind, k.uid $q$
    using root, up_hops, down_hops, max_nodes, fan_out, valid_at, known_at;
  end $$`;

/** The frontier search behind the lineage index: its cost follows the answer, not the size of the graph. */
export class CreateLineageWalk1764000100100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [edgeAt, reach, walk]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
