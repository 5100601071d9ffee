import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Ids one of which is a key of every entry that can change a slice: what its walks visit, shown or not, every job that any
 * run or JobEvent ever tied to that, what those jobs of the walks touch, and all other names of these datasets.
 */
const watched = `
  create function lineage.watched(root bigint, up_hops int, down_hops int, visit_limit int, fan_out int, cumulative boolean, known_at bigint,
                                  also text[], max_ids int)
  returns setof text
  language plpgsql stable as $$
  begin
    return query execute $q$
      with walked as (
        select r.node from lineage.reach($1, true, $2, $4, $5, $6, null, null, $7) r
        union select r.node from lineage.reach($1, false, $3, $4, $5, $6, null, null, $7) r
        union select n.id from lineage.node n where n.uid = any($8)
      ), named as materialized (
        select distinct m.member
        from walked w
        left join lineage.alias_at(null, null) a on a.member = w.node
        cross join lateral lineage.members_of(coalesce(a.representative, w.node), null, null) as m(member)
      ), tied as materialized (
        select e.src as node from named n join lineage.seen_edge e on e.dst = n.member
        union select e.dst from named n join lineage.seen_edge e on e.src = n.member
      ), near as (
        select n.member as node from named n
        union select w.node from walked w
        union select m.member
        from tied t
        left join lineage.alias_at(null, null) a on a.member = t.node
        cross join lateral lineage.members_of(coalesce(a.representative, t.node), null, null) as m(member)
      )
      select v.uid from near x join lineage.node v on v.id = x.node limit $9 $q$
    using root, up_hops, down_hops, visit_limit, fan_out, cumulative, known_at, also, max_ids;
  end $$`;

/** What a subscriber to a slice has to hear of. */
export class WatchSlices1764100300300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(watched);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
