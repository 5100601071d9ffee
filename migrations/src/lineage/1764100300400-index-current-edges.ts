import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * "The newest" by inequalities. As equalities they made the planner think, until a table is analyzed, that a partial
 * index holds a row or two, so that it read the index of the other end from beginning to end at every step of a walk.
 */
const newest = (of: string): string => `${of}valid_to >= 'infinity' and ${of}known_to >= 9223372036854775807`;

const edges = `
  drop index lineage.edge_current_out;
  drop index lineage.edge_current_in;
  create index edge_current_out on lineage.edge (src) include (dst, basis) where ${newest('')};
  create index edge_current_in on lineage.edge (dst) include (src, basis) where ${newest('')};`;

const columnEdges = `
  drop index lineage.column_edge_current_out;
  drop index lineage.column_edge_current_in;
  create index column_edge_current_out on lineage.column_edge (src, hashtextextended(src_column, 0)) where ${newest('')};
  create index column_edge_current_in on lineage.column_edge (dst, hashtextextended(dst_column, 0)) where ${newest('')};`;

/** The rows of one instant; null is the newest. */
function rowsAt(table: string): string {
  return `
  create or replace function lineage.${table}_at(valid_at timestamptz, known_at bigint) returns setof lineage.${table}
  language sql stable as $$
    select * from lineage.${table} e
    where case when valid_at is null then e.valid_to >= 'infinity' else e.valid_from <= valid_at and e.valid_to > valid_at end
      and case when known_at is null then e.known_to >= 9223372036854775807 else e.known_from <= known_at and e.known_to > known_at end
  $$;`;
}

/** Walks along the newest edges go by index from the first row on. */
export class IndexCurrentEdges1764100300400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [edges, columnEdges, rowsAt('edge'), rowsAt('column_edge')]) await runner.query(statements);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
