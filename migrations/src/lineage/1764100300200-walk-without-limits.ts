import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Everything a vertex leads to in one direction, hop by hop, without a fan-out limit. Once it holds more vertices than
 * the bound, or past the deadline, it ends with a row without a vertex that says which; the hops before are complete.
 */
const closure = `
  create function lineage.closure(root bigint, upstream boolean, bound int, deadline timestamptz, valid_at timestamptz, known_at bigint)
  returns table (node bigint, hop int, stopped text)
  language plpgsql stable as $$
  declare
    visited bigint[] := array[root];
    frontier bigint[] := array[root];
    depth int := 0;
  begin
    loop
      return query select f, depth, null::text from unnest(frontier) as f;
      if cardinality(visited) > bound or clock_timestamp() > deadline then
        return query select null::bigint, depth, case when cardinality(visited) > bound then 'BOUND' else 'DEADLINE' end;
        return;
      end if;
      execute $q$
        select coalesce(array_agg(x.far), '{}') from (
          select e.far from unnest($1) as f(node) cross join lateral lineage.neighbours(f.node, $3, false, null, $4, $5) as e(far)
          except select unnest($2)
        ) x $q$
      into frontier using frontier, visited, upstream, valid_at, known_at;
      exit when cardinality(frontier) = 0;
      visited := visited || frontier;
      depth := depth + 1;
    end loop;
  end $$`;

/**
 * How much of the graph vertices lead to: counts by hop, and a page of what is affected, most used first.
 * A column's hops are counted like those of the datasets and jobs it lies in: two a dependency.
 */
const impact = `
  create type lineage.affected_vertex as (node bigint, hop int);

  create function lineage.impact_of(affected lineage.affected_vertex[], page_size int, after_uses bigint, after_hop int, after_id text,
                                    valid_at timestamptz, known_at bigint)
  returns table (uid text, kind text, hop int, uses bigint)
  language sql stable as $$
    with found as materialized (
      select f.node, f.hop, n.uid, n.kind from unnest(affected) f join lineage.node n on n.id = f.node
    ), used as (
      select f.node, count(distinct coalesce(a.representative, e.dst)) as uses
      from found f
      cross join lateral lineage.members_of(f.node, valid_at, known_at) as m(member)
      cross join lateral (select x.dst from lineage.edge_at(valid_at, known_at) x where x.src = m.member) e
      left join lineage.alias_at(valid_at, known_at) a on a.member = e.dst
      group by f.node
    )
    select f.uid, f.kind, f.hop, coalesce(u.uses, 0)
    from found f left join used u on u.node = f.node
    where after_id is null or (-coalesce(u.uses, 0), f.hop, f.uid collate "C") > (-after_uses, after_hop, after_id)
    order by coalesce(u.uses, 0) desc, f.hop, f.uid collate "C"
    limit page_size
  $$`;

/** Walks that are not cut for drawing: what depends on something, and how two vertices hang together. */
export class WalkWithoutLimits1764100300200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [closure, impact]) await runner.query(statements);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
